/**
 * What a run says about itself, as it comes over the wire. The JSON Schema is sandbox/events.schema.json.
 * `seq` counts from 1 without gaps; `t` is milliseconds since the program started, null before that.
 *
 * @typedef {{file: string, line: number}} Line
 * @typedef {"guess" | "think" | "sure"} Confidence
 *
 * @typedef {{seq: number, t: number | null, side?: string}} Numbered  side: whose, where two programs run side by side
 * @typedef {Numbered & {type: "queued", position: number, reason: string | null}} Queued
 * @typedef {Numbered & {type: "started", environment: string, latency_ms: number}} Started
 * @typedef {Numbered & {type: "stdout" | "stderr", text: string, from?: "client"}} Printed
 * @typedef {Numbered & {
 *   type: "query", id: number | null, connection: number, transaction: string | null, sql: string,
 *   parameters: (string | null)[], rows: number | null, duration_ms: number,
 *   error: {code: string, message: string} | null, line: Line | null, driver: boolean,
 *   command?: string, reason?: string | null, request?: number | null, round_trips?: number,
 * }} Query
 * @typedef {Numbered & {
 *   type: "connection", id: number, state: "opened" | "closed", line?: Line | null,
 *   said_goodbye?: boolean, transaction?: string | null,
 * }} OneConnection
 * @typedef {Numbered & {type: "notice", connection: number, severity: string, code: string, message: string}} Notice
 * @typedef {Numbered & {
 *   type: "request", id: number, state: "began" | "answered", method: string, path: string,
 *   status?: number | null, took_ms?: number, body?: string,
 * }} Request
 * @typedef {Query | OneConnection | Notice | Request} Happening  what the log of queries shows, in order
 * @typedef {"n_plus_one" | "duplicate" | "unused_eager_load" | "open_transaction" | "idle_in_transaction" |
 *   "lost_connection" | "after_response" | "commit_after_response"} Rule
 * @typedef {Numbered & {
 *   type: "insight", id: string, rule: Rule, sentence: string, advice: string, queries: number[], line: Line | null,
 * }} Insight
 * @typedef {Numbered & {
 *   type: "connections", open: number, in_transaction: number, idle_in_transaction: number,
 * }} Connections
 * @typedef {Numbered & {
 *   type: "observation", id: string, label: string,
 *   predicted: string | null, predicted_text: string, confidence: Confidence | null,
 *   actual: string | null, actual_text: string, match: boolean | null,
 *   misconception: {id: string, title: string} | null, refutation: string, line: Line | null,
 *   statements?: number[],
 * }} Observation
 * @typedef {Numbered & {
 *   type: "check", name: string, sentence: string, verdict: "passed" | "failed" | "none",
 *   message: string, queries: number | null, statements?: number[],
 * }} Check
 * @typedef {{
 *   id: string, title: string, environment: string, status: string, duration_ms: number,
 *   queries: number, lines: number, classes: number,
 * }} Measured
 * @typedef {Numbered & {type: "compared", sides: Measured[]}} Compared
 * @typedef {Numbered & {
 *   type: "exited", status: string, exit_code: number | null, duration_ms: number, cpu_ms: number,
 *   peak_memory_bytes: number, queries: number, message: string, ending?: string, value?: number | string | null,
 * }} Exited
 * @typedef {Numbered & {type: "verdict", verdict: Verdict, sentence: string}} Judged
 * @typedef {"passed" | "failed" | "errored" | "none"} Verdict
 *
 * @typedef {Queued | Started | Printed | Happening | Insight | Connections | Observation | Check | Compared | Exited | Judged} RunEvent
 */

export {};
