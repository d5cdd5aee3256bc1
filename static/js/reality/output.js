/** What the program printed, both streams in the order they came; it follows the end only while you are there. */

import { element, find } from "../element.js";
import { gettext } from "../texts.js";

const AT_THE_END_PX = 24;

export class Output {
  /** @param {HTMLElement} root  the panel, which scrolls */
  constructor(root) {
    this.root = root;
    this.place = find("[data-output-text]", root);
    this.empty = find("[data-empty]", root);
    this.start = 0;
    /** @type {{text: Text, length: number}[]} */
    this.blocks = [];
  }

  /** @param {import("../events/reducer.js").Picture} picture */
  draw(picture) {
    if (picture.start !== this.start) this.restart(picture.start);
    const follows = this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < AT_THE_END_PX;
    const before = this.blocks.length;
    picture.output.slice(Math.max(0, before - 1)).forEach((block, index) => this.print(Math.max(0, before - 1) + index, block));
    this.empty.hidden = picture.output.length > 0;
    if (picture.phase !== "idle") this.empty.textContent = emptySentence(picture.phase);
    if (follows && picture.output.length) this.root.scrollTop = this.root.scrollHeight;
  }

  /** @param {number} start */
  restart(start) {
    this.start = start;
    this.blocks = [];
    this.place.replaceChildren();
  }

  /** @param {number} index @param {import("../events/reducer.js").Block} block */
  print(index, { stream, text }) {
    const shown = this.blocks[index];
    if (shown) {
      shown.text.appendData(text.slice(shown.length));
      shown.length = text.length;
      return;
    }
    const node = document.createTextNode(text);
    this.blocks.push({ text: node, length: text.length });
    const mark = stream === "stderr" ? element("span", { class: "stream-mark" }, "stderr") : null;
    this.place.append(element("div", { class: "stream", "data-stream": stream }, mark, node));
  }
}

/** @param {string} phase */
function emptySentence(phase) {
  if (phase === "done" || phase === "judging") return gettext("The program printed nothing.");
  return phase === "running" ? gettext("Nothing printed yet.") : gettext("The program has not started yet.");
}
