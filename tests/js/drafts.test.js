import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../static/js/api.js";
import { Draft } from "../../static/js/drafts.js";
import { settled, StillClock } from "./clock.js";

class FakeStorage extends Map {
  getItem(key) {
    return this.get(key) ?? null;
  }

  setItem(key, value) {
    this.set(key, value);
  }

  removeItem(key) {
    this.delete(key);
  }
}

/** A server that keeps one file, and a draft of it. */
function writing({ storage = new FakeStorage(), content = "start", revision = 1 } = {}) {
  const clock = new StillClock();
  const server = { content, revision, saves: [], fails: null };
  const states = [];
  const draft = new Draft({
    path: "main.py",
    content,
    revision,
    storage,
    clock,
    key: "draft",
    show: (state, detail) => states.push(detail ? `${state}: ${detail}` : state),
    save: async (body) => {
      server.saves.push(body);
      await settled();
      if (server.fails) throw server.fails;
      if (body.base_revision !== server.revision) {
        throw new ApiError("Newer.", 409, { error: "Newer.", revision: server.revision, content: server.content });
      }
      if (!body.aside) server.content = body.content;
      server.revision += 1;
      return { revision: server.revision };
    },
  });
  return { draft, clock, server, states, storage };
}

const offline = new ApiError("The server cannot be reached.", 0, null);

test("it saves once, a moment after the last keystroke", async () => {
  const { draft, clock, server, states, storage } = writing();
  draft.edit("a");
  await clock.pass(500);
  draft.edit("ab");
  await clock.pass(599);
  assert.deepEqual(server.saves, []);
  await clock.pass(50);
  await settled();
  assert.deepEqual(server.saves, [{ path: "main.py", content: "ab", base_revision: 1 }]);
  assert.deepEqual([states.at(-1), draft.revision, storage.size], ["saved", 2, 0]);
});

test("what is typed while it saves is saved next, on the new revision", async () => {
  const { draft, clock, server } = writing();
  draft.edit("a");
  await clock.pass(600);
  draft.edit("ab");
  await clock.pass(2_000);
  assert.deepEqual(server.saves.map((body) => [body.content, body.base_revision]), [["a", 1], ["ab", 2]]);
  assert.equal(server.content, "ab");
});

test("offline it keeps the text on the device, and saves it when the server is back", async () => {
  const { draft, clock, server, states, storage } = writing();
  server.fails = offline;
  draft.edit("mine");
  await clock.pass(700);
  assert.equal(states.at(-1), "offline");
  assert.deepEqual(JSON.parse(storage.get("draft")), { content: "mine", base_revision: 1 });
  server.fails = null;
  await clock.pass(5_000);
  assert.deepEqual([states.at(-1), server.content, storage.size], ["saved", "mine", 0]);
});

test("a text kept on the device comes back and is saved", async () => {
  const storage = new FakeStorage([["draft", JSON.stringify({ content: "kept", base_revision: 1 })]]);
  const { draft, clock, server } = writing({ storage });
  assert.equal(draft.restore(), true);
  await clock.pass(10);
  assert.deepEqual([draft.content, server.content], ["kept", "kept"]);
});

test("a kept text that is older than the server's asks instead of overwriting", async () => {
  const storage = new FakeStorage([["draft", JSON.stringify({ content: "kept", base_revision: 1 })]]);
  const { draft, clock, server } = writing({ storage, revision: 3 });
  draft.restore();
  await clock.pass(10_000);
  assert.deepEqual([draft.state, draft.theirs, server.saves], ["conflict", { revision: 3, content: "start" }, []]);
});

test("a stale save asks, and nothing more is saved until the choice is made", async () => {
  const { draft, clock, server, states } = writing();
  Object.assign(server, { revision: 5, content: "theirs" });
  draft.edit("mine");
  await clock.pass(700);
  draft.edit("mine too");
  await clock.pass(10_000);
  assert.deepEqual([states.at(-1), server.saves.length, server.content], ["conflict", 1, "theirs"]);
});

test("keep mine replaces the newer text", async () => {
  const { draft, clock, server } = writing();
  Object.assign(server, { revision: 5, content: "theirs" });
  draft.edit("mine");
  await clock.pass(700);
  await draft.keepMine();
  assert.deepEqual([server.content, draft.state, draft.theirs], ["mine", "saved", null]);
  assert.equal(server.saves.at(-1).replaces, true, "theirs stays in the history");
  draft.edit("mine, and more");
  await clock.pass(700);
  assert.equal("replaces" in server.saves.at(-1), false);
});

test("take theirs replaces mine, which the server keeps, and forgets the copy on the device", async () => {
  const { draft, clock, server, storage } = writing();
  Object.assign(server, { revision: 5, content: "theirs" });
  draft.edit("mine");
  await clock.pass(700);
  assert.equal(await draft.takeTheirs(), "theirs");
  assert.deepEqual([draft.content, draft.revision, draft.state, storage.size], ["theirs", 6, "saved", 0]);
  assert.deepEqual(server.saves.at(-1), { path: "main.py", content: "mine", base_revision: 5, aside: true });
  draft.edit("theirs, and more");
  await clock.pass(700);
  assert.equal(server.content, "theirs, and more");
});

test("mine is not given up before the server has it", async () => {
  const { draft, clock, server, states } = writing();
  Object.assign(server, { revision: 5, content: "theirs" });
  draft.edit("mine");
  await clock.pass(700);
  server.fails = offline;
  assert.equal(await draft.takeTheirs(), "mine");
  assert.deepEqual([draft.state, states.at(-1)], ["conflict", "conflict: The server cannot be reached."]);
  server.fails = null;
  Object.assign(server, { revision: 6, content: "newer still" });
  assert.equal(await draft.takeTheirs(), "mine");
  assert.deepEqual([draft.state, draft.theirs?.content], ["conflict", "newer still"]);
});

test("the same text in two tabs is no conflict", async () => {
  const { draft, clock, server, states } = writing();
  Object.assign(server, { revision: 5, content: "same" });
  draft.edit("same");
  await clock.pass(700);
  assert.deepEqual([states.at(-1), draft.revision], ["saved", 5]);
});

test("a refusal shows its sentence, and the next edit tries again", async () => {
  const { draft, clock, server, states } = writing();
  server.fails = new ApiError("At most 200 KB.", 413, { error: "At most 200 KB." });
  draft.edit("long");
  await clock.pass(10_000);
  assert.deepEqual([states.at(-1), server.saves.length], ["refused: At most 200 KB.", 1]);
  server.fails = null;
  draft.edit("short");
  await clock.pass(1_000);
  assert.equal(states.at(-1), "saved");
});

test("a device without room for the copy does not stop the saving", async () => {
  const storage = new FakeStorage();
  storage.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  const { draft, clock, server } = writing({ storage });
  draft.edit("a");
  await clock.pass(700);
  assert.equal(server.content, "a");
});
