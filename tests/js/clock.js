/** A clock that stands still until a test moves it. */

export class StillClock {
  constructor() {
    this.now = 0;
    this.timers = [];
  }

  setTimeout(action, ms) {
    const timer = { action, at: this.now + ms };
    this.timers.push(timer);
    return timer;
  }

  clearTimeout(timer) {
    this.timers = this.timers.filter((each) => each !== timer);
  }

  /** Moves on, firing what is due in order, and lets promises settle after each. */
  async pass(ms) {
    const until = this.now + ms;
    for (let due = this.next(until); due; due = this.next(until)) {
      this.clearTimeout(due);
      this.now = due.at;
      due.action();
      await settled();
    }
    this.now = until;
    await settled();
  }

  next(until) {
    return this.timers.filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0];
  }
}

/** Lets everything that is ready to go on go on. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}
