/**
 * What the server put into the page for its script.
 *
 * @typedef {object} Run
 * @property {string} id
 * @property {string} step
 * @property {"queued" | "running" | "finished" | "lost" | "cancelled"} state
 * @property {string | null} status
 * @property {string | null} verdict
 * @property {string} version  hash of what was submitted, 12 hex digits
 * @property {string} created
 * @property {number} number  from 1 within the attempt
 *
 * @typedef {{path: string, content: string, editable: boolean, revision: number}} SourceFile
 *
 * @typedef {object} Said  what was answered, or is about to be; `partly` is an order that is not complete
 * @property {string} [choice]
 * @property {number} [number]
 * @property {string} [text]
 * @property {string[]} [order]
 * @property {{order: string[], never: string[]}} [partly]
 *
 * @typedef {Said & {confidence: import("./events/event.js").Confidence}} Answer
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {string} prompt
 * @property {"choice" | "number" | "text" | "order"} answer
 * @property {{id: string, text: string}[]} order  what is to be put in order
 * @property {string | null} side  of a contrast
 *
 * @typedef {"belief" | "predict" | "explain" | "fix" | "instrument" | "build" | "write_test" | "contrast" | "lab"} Kind
 *
 * @typedef {object} StepPage
 * @property {number} attempt
 * @property {{id: string, kind: Kind}} step
 * @property {SourceFile[]} files
 * @property {Run | null} run
 * @property {Record<string, Answer> | null} prediction
 * @property {Question[]} observations
 * @property {{id: string, title: string}[]} sides  of a contrast
 * @property {import("./lab/lab-panel.js").Parameter[]} parameters  of a lab
 * @property {Record<string, string>} settings  what a lab was set to last
 * @property {{place: string, files: SourceFile[]}[]} workspaces  which files stand together, and where
 * @property {import("./steps/talk.js").Said} talk
 * @property {{draft: string, versions: string, runs: string, prediction: string, explanation: string, marks: string,
 *   talk: string, say: string, "raise-hand": string, "lower-hand": string, news: string,
 *   run: string, events: string, cancel: string, socket: string, events_file: string, statements_file: string,
 *   replay: string}} urls  those of a run hold {id}
 */

/** The page's data, out of {{ page|json_script:"page" }}. @returns {any} */
export function readPage() {
  return JSON.parse(document.getElementById("page")?.textContent ?? "null");
}

/** Where on this device something of this step is kept. @param {StepPage} page */
export function keyOf(page) {
  return `${page.step.kind}:${page.attempt}:${page.step.id}`;
}

/** @param {string} path @returns {string} the socket's full address on this host */
export function socketUrl(path) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
