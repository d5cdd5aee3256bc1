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
 * @typedef {{choice: string, confidence: import("./events/event.js").Confidence}} Answer
 *
 * @typedef {object} StepPage
 * @property {number} attempt
 * @property {{id: string, kind: "predict" | "explain" | "fix"}} step
 * @property {SourceFile[]} files
 * @property {Run | null} run
 * @property {Record<string, Answer> | null} prediction
 * @property {{id: string, prompt: string}[]} observations
 * @property {{draft: string, runs: string, prediction: string, explanation: string,
 *   run: string, events: string, cancel: string, socket: string}} urls  those of a run hold {id}
 */

/** The page's data, out of {{ page|json_script:"page" }}. @returns {any} */
export function readPage() {
  return JSON.parse(document.getElementById("page")?.textContent ?? "null");
}

/** @param {string} path @returns {string} the socket's full address on this host */
export function socketUrl(path) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
