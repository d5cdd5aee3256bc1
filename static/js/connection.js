/**
 * Follows something on the server: by socket, and by polling when sockets do not get through. It knows no page.
 *
 * @typedef {"catching up" | "live" | "delayed" | "offline" | "ended"} LinkState
 *
 * @typedef {object} Clock  the timers, so that a test can own them
 * @property {(action: () => void, ms: number) => unknown} setTimeout
 * @property {(timer: any) => void} clearTimeout
 *
 * @typedef {object} Followed
 * @property {() => WebSocket} open  opens a socket that continues after what is already known
 * @property {() => Promise<void>} poll  fetches what is new by HTTP; rejects when the server cannot be reached
 * @property {(message: any) => void} receive  takes one message
 * @property {() => boolean} finished  true when nothing more will come
 * @property {(state: LinkState) => void} show  is told every change of state
 */

const SOCKETS_BEFORE_POLLING = 3;
const RETRY_MS = [400, 1_000, 2_500];
const POLL_MS = 1_000;
const POLL_OFFLINE_MS = 3_000;
// A proxy may learn to let sockets through again (or the server has come back): look now and then.
const SOCKET_AGAIN_MS = 30_000;
// A replay comes in one burst; this much silence means that we have reached the present.
const QUIET_MS = 150;
const CATCHING_UP_AT_MOST_MS = 1_500;
// The close code for "there is nothing more"; anything else is an accident.
const SERVER_IS_DONE = 1000;
// Some proxies swallow the handshake without a word.
const OPEN_WITHIN_MS = 5_000;

export class Connection {
  /** @param {Followed} followed @param {Clock} [clock] */
  constructor(followed, clock = { setTimeout: (f, ms) => setTimeout(f, ms), clearTimeout: (t) => clearTimeout(t) }) {
    this.followed = followed;
    this.clock = clock;
    this.failures = 0;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {LinkState | null} */
    this.state = null;
    /** @type {Map<string, unknown>} */
    this.timers = new Map();
  }

  start() {
    this.connect();
  }

  /** Ends it for good; nothing is received or shown afterwards. */
  stop() {
    this.end();
    this.followed = { ...this.followed, receive: () => {}, show: () => {}, finished: () => true };
  }

  /** Tries again at once, for when the browser says that it is online again. */
  retryNow() {
    if (this.state === "ended" || this.state === "live") return;
    this.failures = 0;
    this.connect();
  }

  connect() {
    this.show("catching up");
    this.openSocket();
  }

  openSocket() {
    this.forget();
    const socket = this.followed.open();
    this.socket = socket;
    this.after("open", OPEN_WITHIN_MS, () => this.lost());
    socket.onopen = () => {
      this.cancel("open");
      this.after("quiet", QUIET_MS, () => this.arrived());
      this.after("arrived", CATCHING_UP_AT_MOST_MS, () => this.arrived());
    };
    socket.onmessage = (message) => {
      this.failures = 0;
      if (this.state !== "live") this.after("quiet", QUIET_MS, () => this.arrived());
      this.followed.receive(JSON.parse(message.data));
      if (this.followed.finished()) this.end();
    };
    socket.onclose = (close) => (close.code === SERVER_IS_DONE && !this.followed.finished() ? this.askWhatIsLeft() : this.lost());
  }

  arrived() {
    this.cancel("quiet");
    this.cancel("arrived");
    this.show("live");
  }

  lost() {
    this.forget();
    if (this.followed.finished()) return this.end();
    this.failures += 1;
    if (this.failures >= SOCKETS_BEFORE_POLLING) return this.poll();
    this.show("catching up");
    this.after("retry", RETRY_MS[this.failures - 1] ?? POLL_MS, () => this.connect());
  }

  /** The server ended the stream before we saw the end: polling brings the rest and says that it is over. */
  askWhatIsLeft() {
    this.forget();
    void this.poll();
  }

  async poll() {
    if (!this.timers.has("socket")) this.after("socket", SOCKET_AGAIN_MS, () => this.connectQuietly());
    try {
      await this.followed.poll();
      this.show("delayed");
    } catch {
      this.show("offline");
    }
    if (this.followed.finished()) return this.end();
    if (this.socket) return;
    this.after("poll", this.state === "offline" ? POLL_OFFLINE_MS : POLL_MS, () => this.poll());
  }

  /** One more try while polling; failing it only goes back to polling. */
  connectQuietly() {
    this.failures = SOCKETS_BEFORE_POLLING - 1;
    this.openSocket();
  }

  end() {
    this.forget();
    this.show("ended");
  }

  /** Drops the socket and all timers. */
  forget() {
    for (const name of [...this.timers.keys()]) this.cancel(name);
    if (!this.socket) return;
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.socket = null;
  }

  /** @param {LinkState} state */
  show(state) {
    if (state === this.state) return;
    this.state = state;
    this.followed.show(state);
  }

  /** @param {string} name @param {number} ms @param {() => void} action */
  after(name, ms, action) {
    this.cancel(name);
    this.timers.set(
      name,
      this.clock.setTimeout(() => {
        this.timers.delete(name);
        action();
      }, ms),
    );
  }

  /** @param {string} name */
  cancel(name) {
    this.clock.clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }
}
