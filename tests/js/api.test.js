import assert from "node:assert/strict";
import { test } from "node:test";
import { Api, ApiError } from "../../static/js/api.js";

function api(answer, requests = []) {
  const transport = async (url, options) => {
    requests.push({ url, ...options });
    return answer();
  };
  return new Api(transport, () => "theme=dark; csrftoken=to%3Dken; other=1");
}

const json = (data, status = 200) => () => new Response(JSON.stringify(data), { status });

test("it sends JSON with the CSRF token and gives the JSON back", async () => {
  const requests = [];
  assert.deepEqual(await api(json({ revision: 2 }), requests).put("/draft/", { content: "a" }), { revision: 2 });
  const [{ method, headers, body, credentials }] = requests;
  assert.deepEqual([method, headers["X-CSRFToken"], body, credentials], ["PUT", "to=ken", '{"content":"a"}', "same-origin"]);
});

test("an error carries the server's sentence, status and data", async () => {
  await assert.rejects(api(json({ error: "One run at a time.", run: { id: "x" } }, 409)).post("/runs/", {}), (error) => {
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.message, error.status, error.data.run.id], ["One run at a time.", 409, "x"]);
    return true;
  });
});

test("an error page instead of JSON becomes a sentence too", async () => {
  const page = () => new Response("<html>", { status: 500 });
  await assert.rejects(api(page).get("/"), { status: 500, message: /our fault/ });
});

test("a success that is not JSON is an error", async () => {
  await assert.rejects(api(() => new Response("<html>")).get("/"), { status: 200, message: /cannot read/ });
});

test("no network is status 0 and says that nothing is lost", async () => {
  const broken = () => {
    throw new TypeError("Failed to fetch");
  };
  await assert.rejects(api(broken).get("/"), { status: 0, message: /nothing you wrote is lost/ });
});
