/** Numbers for people. */

import { gettext, language } from "./texts.js";

/** @param {number} ms @returns {string} such as "25.4 ms" or "1.24 s" */
export function duration(ms) {
  if (ms < 9.95) return `${fixed(ms, 1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return seconds(ms);
}

/** A number on an axis of time. @param {number} ms @returns {string} such as "0", "50 ms" or "1.5 s" */
export function tickWords(ms) {
  if (ms === 0) return "0";
  return ms < 1_000 ? `${number(ms, 1)} ms` : `${number(ms / 1_000, 2)} s`;
}

/** @param {number} ms @returns {string} such as "0.21 s" */
export function seconds(ms) {
  return ms < 59_995 ? `${fixed(ms / 1_000, 2)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

/** @param {number} bytes @returns {string} such as "48 MB" */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

/** @param {string} since ISO time @param {number} now ms since 1970 @returns {string} such as "4 min" */
export function age(since, now) {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 1) return gettext("now");
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** @param {number} value @param {number} digits @returns {string} with so many digits, in the reader's way */
function fixed(value, digits) {
  return value.toLocaleString(language() ?? "en", { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
}

/** @param {number} value @param {number} digits @returns {string} with at most so many digits, in the reader's way */
function number(value, digits) {
  return value.toLocaleString(language() ?? "en", { maximumFractionDigits: digits, useGrouping: false });
}
