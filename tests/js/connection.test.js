import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection } from "../../static/js/connection.js";
import { settled, StillClock } from "./clock.js";

class FakeSocket {
  close() {
    this.closed = true;
  }

  opens() {
    this.onopen();
  }

  says(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  breaks(code = 1006) {
    this.onclose({ code });
  }
}

function follow({ poll = async () => {} } = {}) {
  const clock = new StillClock();
  const seen = { states: [], messages: [], sockets: [], polls: 0, finished: false };
  const connection = new Connection(
    {
      open: () => seen.sockets[seen.sockets.push(new FakeSocket()) - 1],
      poll: () => ((seen.polls += 1), poll(seen)),
      receive: (message) => seen.messages.push(message),
      finished: () => seen.finished,
      show: (state) => seen.states.push(state),
    },
    clock,
  );
  connection.start();
  return { clock, seen, connection, socket: () => seen.sockets.at(-1) };
}

async function breakSockets({ clock, socket }, count) {
  for (let index = 0; index < count; index += 1) {
    socket().breaks();
    await clock.pass(2_500);
  }
}

test("it is catching up during the replay and live after it", async () => {
  const { clock, seen, socket } = follow();
  socket().opens();
  socket().says({ seq: 1 });
  await clock.pass(100);
  assert.deepEqual(seen.states, ["catching up"]);
  socket().says({ seq: 2 });
  await clock.pass(200);
  assert.deepEqual(seen.states, ["catching up", "live"]);
  assert.deepEqual(seen.messages, [{ seq: 1 }, { seq: 2 }]);
});

test("messages that never pause do not keep it from being live", async () => {
  const { clock, seen, socket } = follow();
  socket().opens();
  for (let index = 0; index < 20; index += 1) {
    socket().says({ seq: index });
    await clock.pass(100);
  }
  assert.equal(seen.states.at(-1), "live");
});

test("a broken socket is opened again", async () => {
  const { clock, seen, socket } = follow();
  socket().opens();
  socket().says({ seq: 1 });
  socket().breaks();
  await clock.pass(500);
  assert.equal(seen.sockets.length, 2);
  assert.equal(seen.polls, 0);
});

test("after three failed sockets it polls and says that it is delayed", async () => {
  const following = follow();
  await breakSockets(following, 3);
  assert.equal(following.seen.states.at(-1), "delayed");
  const { polls } = following.seen;
  await following.clock.pass(3_000);
  assert.equal(following.seen.polls, polls + 3);
});

test("a handshake that nobody answers counts as failed", async () => {
  const { clock, seen } = follow();
  await clock.pass(5_000 + 400 + 5_000 + 1_000 + 5_000);
  assert.equal(seen.states.at(-1), "delayed");
});

test("while it polls it looks now and then whether sockets work again", async () => {
  const following = follow();
  await breakSockets(following, 3);
  await following.clock.pass(30_000);
  following.socket().opens();
  await following.clock.pass(200);
  assert.equal(following.seen.states.at(-1), "live");
  const { polls } = following.seen;
  await following.clock.pass(5_000);
  assert.equal(following.seen.polls, polls);
});

test("it is offline when polling fails, and delayed again when it works", async () => {
  let reachable = false;
  const following = follow({
    poll: async () => {
      if (!reachable) throw new Error("no network");
    },
  });
  await breakSockets(following, 3);
  assert.equal(following.seen.states.at(-1), "offline");
  reachable = true;
  await following.clock.pass(3_000);
  assert.equal(following.seen.states.at(-1), "delayed");
});

test("the last message ends it", async () => {
  const { clock, seen, socket } = follow();
  const first = socket();
  first.opens();
  seen.finished = true;
  first.says({ type: "verdict" });
  assert.equal(seen.states.at(-1), "ended");
  assert.ok(first.closed);
  await clock.pass(60_000);
  assert.equal(seen.sockets.length, 1);
});

test("when the server ends it before the last message, polling brings the rest", async () => {
  const { seen, socket } = follow({ poll: async (known) => void (known.finished = true) });
  socket().opens();
  socket().breaks(1000);
  await settled();
  assert.equal(seen.polls, 1);
  assert.equal(seen.states.at(-1), "ended");
});

test("being online again is used at once", async () => {
  const following = follow();
  await breakSockets(following, 3);
  const sockets = following.seen.sockets.length;
  following.connection.retryNow();
  assert.equal(following.seen.sockets.length, sockets + 1);
});

test("after stop nothing is heard any more", async () => {
  const { clock, seen, connection, socket } = follow();
  socket().opens();
  connection.stop();
  const { length } = seen.states;
  await clock.pass(60_000);
  assert.equal(seen.sockets.length, 1);
  assert.equal(seen.states.length, length);
});
