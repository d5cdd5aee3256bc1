/** How fresh the picture is, in words people see. */

import { gettext } from "./texts.js";

/** @type {Record<import("./connection.js").LinkState, string>} */
export const linkWords = {
  "catching up": gettext("catching up"),
  live: gettext("live"),
  delayed: gettext("delayed: asking every second"),
  offline: gettext("offline: trying again"),
  ended: gettext("complete"),
};
