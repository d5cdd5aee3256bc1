/** The voting page: loads itself again when the vote goes on, unless an answer is being given. */

import { find } from "./element.js";
import { onNews } from "./news.js";
import { socketUrl } from "./page.js";

let first = true;

onNews(socketUrl(find("[data-news]").dataset.news ?? ""), () => {
  // The first ring only says that the bell works; an answer half given must not be lost.
  if (!first && !document.querySelector("form.prediction input:checked")) location.reload();
  first = false;
});
