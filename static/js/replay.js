/** The page of a replay: the code that ran, and a run that can be moved through. */

import "./panes/pane-splitter.js";
import "./panes/tab-set.js";
import { Workspace } from "./code/workspace.js";
import { find } from "./element.js";
import { readPage } from "./page.js";
import { showProblem } from "./problem.js";
import { Replay } from "./replay/replay.js";
import { Tape } from "./replay/tape.js";
import { gettext } from "./texts.js";

/** @type {{files: import("./page.js").SourceFile[], events: string}} */
const page = readPage();
const workspace = new Workspace(find("[data-workspace]"), page.files);
const root = find("[data-replay]");

try {
  const answer = await fetch(page.events);
  if (!answer.ok) throw new Error(gettext("The run's events could not be loaded. Reload the page to try again."));
  const events = (await answer.text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  new Replay(root, new Tape(events), (line) => workspace.mark(line));
} catch (error) {
  showProblem(root, error);
}
