/** The page of one step: brings its kind of step to life, and Reality with it. */

import "./panes/pane-splitter.js";
import "./panes/tab-set.js";
import "./code/code-size.js";
import { siteApi } from "./api.js";
import { readPage } from "./page.js";
import { openBelief } from "./steps/belief-step.js";
import { openContrast } from "./steps/contrast-step.js";
import { openExplain } from "./steps/explain-step.js";
import { openLab } from "./steps/lab-step.js";
import { openPredict } from "./steps/predict-step.js";
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

const page = readPage();
kinds[page.step.kind]?.(page, siteApi());
