/** The dashboard: the matrix and the distributions, kept up to date without a reload. */

import { siteApi } from "./api.js";
import { Connection } from "./connection.js";
import { Distribution } from "./dashboard/distribution.js";
import { Matrix } from "./dashboard/matrix.js";
import { merge } from "./dashboard/message.js";
import { find } from "./element.js";
import { linkWords } from "./link-words.js";
import { readPage, socketUrl } from "./page.js";

const page = readPage();
const api = siteApi();
const matrix = new Matrix(find("[data-matrix]"));
const distribution = new Distribution(document);
const link = find("[data-link-state]");

/** @type {import("./dashboard/message.js").Message} */
let known = page.matrix;
draw();

const connection = new Connection({
  open: () => new WebSocket(socketUrl(page.urls.socket)),
  poll: async () => receive(await api.get(page.urls.matrix)),
  receive,
  finished: () => false,
  show: (state) => {
    link.textContent = linkWords[state];
    link.dataset.state = state;
  },
});
connection.start();
addEventListener("online", () => connection.retryNow());

/** @param {import("./dashboard/message.js").Message} message */
function receive(message) {
  if (message.type !== "matrix") return;
  known = merge(known, message);
  draw();
}

function draw() {
  find("[data-here]").textContent = String(known.here);
  matrix.draw(known.students);
  distribution.draw(known.distribution);
}
