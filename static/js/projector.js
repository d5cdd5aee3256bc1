/** The wall: keeps the number of votes true, and follows when somebody else goes on. */

import { siteApi } from "./api.js";
import { find } from "./element.js";

const LOOK_MS = 1_500;

const wall = find(".wall");
const api = siteApi();
/** A button was pressed: the page is on its way to somewhere else. */
let leaving = false;

if (wall.dataset.phase) setInterval(() => void look(), LOOK_MS);
wall.addEventListener("submit", () => (leaving = true));

async function look() {
  const counts = await api.get(wall.dataset.counts ?? "").catch(() => null);
  if (!counts || leaving) return;
  if (counts.phase !== wall.dataset.phase) return location.reload();
  find("[data-voted]", wall).textContent = String(counts.voted);
  find("[data-here]", wall).textContent = String(counts.here);
}
