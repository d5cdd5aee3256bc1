/** The wall: keeps the number of votes true, follows when somebody else goes on, and stays at the file that is shown. */

import { siteApi } from "./api.js";
import { find } from "./element.js";
import "./panes/tab-set.js";

const LOOK_MS = 1_500;

const wall = find(".wall");
const api = siteApi();
/** A button was pressed: the page is on its way to somewhere else. */
let leaving = false;

/** The page is another one in each phase of the vote; the class goes on looking at the same file. */
const shown = `wall:${wall.dataset.step}`;
const files = /** @type {import("./panes/tab-set.js").TabSet | null} */ (wall.querySelector("tab-set"));
files?.show(sessionStorage.getItem(shown) ?? "");
files?.addEventListener("tab-chosen", (event) => {
  const tab = /** @type {CustomEvent<HTMLElement>} */ (event).detail;
  sessionStorage.setItem(shown, tab.getAttribute("aria-controls") ?? "");
});

if (wall.dataset.phase) setInterval(() => void look(), LOOK_MS);
wall.addEventListener("submit", () => (leaving = true));

async function look() {
  const counts = await api.get(wall.dataset.counts ?? "").catch(() => null);
  if (!counts || leaving) return;
  if (counts.phase !== wall.dataset.phase) return location.reload();
  find("[data-voted]", wall).textContent = String(counts.voted);
  find("[data-expected]", wall).textContent = String(counts.expected);
}
