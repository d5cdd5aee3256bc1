/** What somebody reads whose run is queued: never more than is known. */

import { gettext, ngettext } from "../texts.js";

/** @typedef {{ahead: number, seconds: number | null, workers: boolean}} Waits  as the server sees it now */

// Less is over before one has read it.
const WORTH_SAYING_SECONDS = 3;
// A guess that names single seconds would claim too much.
const ROUND_SECONDS = 5;

/** @param {Waits | null} waits @param {number | null} position  as it was told when the run was queued, 1 is next */
export function waiting(waits, position) {
  if (waits && !waits.workers) return gettext("Nobody takes runs at the moment. Yours keeps its place.");
  const ahead = waits ? waits.ahead : (position ?? 1) - 1;
  const place = ahead > 0 ? ngettext("{count} run is ahead of yours.", "{count} runs are ahead of yours.", ahead) : gettext("Yours is next.");
  const seconds = waits?.seconds ?? 0;
  if (seconds < WORTH_SAYING_SECONDS) return place;
  return `${place} ${gettext("About {seconds} s to wait.", { seconds: Math.ceil(seconds / ROUND_SECONDS) * ROUND_SECONDS })}`;
}
