/** How fresh the picture is, in words people see. */

/** @type {Record<import("./connection.js").LinkState, string>} */
export const linkWords = {
  "catching up": "catching up",
  live: "live",
  delayed: "delayed: asking every second",
  offline: "offline: trying again",
  ended: "complete",
};
