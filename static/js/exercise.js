/** The page of one step: brings its kind of step to life, and Reality with it. */

import "./panes/pane-splitter.js";
import "./panes/tab-set.js";
import "./code/code-size.js";
import { siteApi } from "./api.js";
import { onNews } from "./news.js";
import { readPage, socketUrl } from "./page.js";
import { openBelief } from "./steps/belief-step.js";
import { openContrast } from "./steps/contrast-step.js";
import { openExplain } from "./steps/explain-step.js";
import { openLab } from "./steps/lab-step.js";
import { openPredict } from "./steps/predict-step.js";
import { showCurrentStep } from "./steps/rail.js";
import { Talk } from "./steps/talk.js";
import { openWrite } from "./steps/write-step.js";

/** @type {Record<string, (page: import("./page.js").StepPage, api: import("./api.js").Api) => void>} */
const kinds = {
  belief: openBelief,
  predict: openPredict,
  explain: openExplain,
  fix: openWrite,
  instrument: openWrite,
  build: openWrite,
  write_test: openWrite,
  contrast: openContrast,
  lab: openLab,
};

/** @type {import("./page.js").StepPage} */
const page = readPage();
const api = siteApi();
showCurrentStep();
kinds[page.step.kind]?.(page, api);
const talk = new Talk(page, api);
onNews(socketUrl(page.urls.news), () => void talk.look());
