/** The dashboard: where everybody is and what they believe, kept up to date without a reload. */

import { siteApi } from "./api.js";
import { Connection } from "./connection.js";
import { BeliefList } from "./dashboard/belief-list.js";
import { Distribution } from "./dashboard/distribution.js";
import { HelpList } from "./dashboard/help-list.js";
import { Matrix } from "./dashboard/matrix.js";
import { merge } from "./dashboard/message.js";
import { byNeed } from "./dashboard/need.js";
import { find } from "./element.js";
import { linkWords } from "./link-words.js";
import { readPage, socketUrl } from "./page.js";

// Minutes pass in the cells also when nothing happens.
const AGES_MS = 20_000;
// A matrix needs room; on less, the list of those who need help is more use.
const narrow = matchMedia("(max-width: 799px)");

const page = readPage();
const api = siteApi();
const matrix = new Matrix(find("[data-matrix]"));
const list = new HelpList(find("[data-help-list]"), new Map(matrix.columns.map(({ key, title }) => [key, title])));
const beliefs = new BeliefList(find("[data-belief-list]"));
const distribution = new Distribution(document);
const link = find("[data-link-state]");

/** @type {import("./dashboard/message.js").Message | null} */
let known = null;
/** How far this machine's clock is ahead of the server's, in ms. */
let ahead = 0;

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
narrow.addEventListener("change", draw);
for (const choice of document.querySelectorAll("input[name=order]")) choice.addEventListener("change", draw);
setInterval(draw, AGES_MS);

/** @param {import("./dashboard/message.js").Message} message */
function receive(message) {
  if (message.type !== "matrix") return;
  ahead = Date.now() - Date.parse(message.now);
  known = merge(known, message);
  draw();
}

function draw() {
  if (!known) return;
  const now = Date.now() - ahead;
  find("[data-here]").textContent = String(known.here);
  find("[data-unread]").textContent = known.unread ? String(known.unread) : "";
  find("[data-matrix]").dataset.shows = known.students.length ? (narrow.matches ? "list" : "grid") : "nobody";
  const order = document.querySelector("input[name=order]:checked")?.getAttribute("value");
  const students = narrow.matches || order === "need" ? byNeed(known, now) : known.students;
  if (narrow.matches) list.draw(known, students, now);
  else matrix.draw(known, students, now);
  beliefs.draw(known.beliefs);
  distribution.draw(known.distribution);
}
