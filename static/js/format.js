/** Numbers for people. */

/** @param {number} ms @returns {string} such as "25.4 ms" or "1.24 s" */
export function duration(ms) {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return seconds(ms);
}

/** A number on an axis of time. @param {number} ms @returns {string} such as "0", "50 ms" or "1.5 s" */
export function tickWords(ms) {
  if (ms === 0) return "0";
  return ms < 1_000 ? `${Number(ms.toFixed(1))} ms` : `${Number((ms / 1_000).toFixed(2))} s`;
}

/** @param {number} ms @returns {string} such as "0.21 s" */
export function seconds(ms) {
  return ms < 59_995 ? `${(ms / 1_000).toFixed(2)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

/** @param {number} count @param {string} one @param {string} [many] @returns {string} such as "3 queries" */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** @param {number} bytes @returns {string} such as "48 MB" */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

/** @param {string} since ISO time @param {number} now ms since 1970 @returns {string} such as "4 min" */
export function age(since, now) {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 1) return "now";
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}
