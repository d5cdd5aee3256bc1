/** How sure somebody is, in words. */

import { gettext } from "./texts.js";

/** @type {Record<string, string>} */
export const confidenceWords = { guess: gettext("guess"), think: gettext("think"), sure: gettext("sure") };
