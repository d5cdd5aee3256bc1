/** Keeps the progress of a regrade true, and shows what was found when it is ready. */

import { siteApi } from "./api.js";
import { find } from "./element.js";

const LOOK_MS = 1_500;

const place = find("[data-progress]");
const api = siteApi();

setInterval(() => void look(), LOOK_MS);

async function look() {
  const told = await api.get(place.dataset.progress ?? "").catch(() => null);
  if (!told) return;
  if (told.stage !== "judging") return location.reload();
  find("[data-judged]", place).textContent = String(told.judged);
  /** @type {HTMLProgressElement} */ (find("progress", place)).value = told.judged;
}
