/**
 * What is put in order, as data: what happens, in which order; what never happens; what is not placed yet.
 *
 * @typedef {"order" | "never" | "open"} Pile
 * @typedef {Record<Pile, string[]>} Arrangement  every id is in exactly one pile
 */

/** @param {string[]} ids @returns {Arrangement} */
export function blank(ids) {
  return { order: [], never: [], open: [...ids] };
}

/**
 * Puts one thing into a pile, at a place or at the end.
 *
 * @param {Arrangement} arrangement @param {string} id @param {Pile} pile @param {number} [at]
 * @returns {Arrangement}
 */
export function put(arrangement, id, pile, at = Infinity) {
  const without = {
    order: arrangement.order.filter((each) => each !== id),
    never: arrangement.never.filter((each) => each !== id),
    open: arrangement.open.filter((each) => each !== id),
  };
  without[pile].splice(Math.max(0, at), 0, id);
  return without;
}

/** @param {Arrangement} arrangement @param {string} id @returns {Pile} */
export function pileOf(arrangement, id) {
  if (arrangement.order.includes(id)) return "order";
  return arrangement.never.includes(id) ? "never" : "open";
}

/**
 * Moves one thing up (-1) or down (+1) in the order; at the ends nothing changes.
 *
 * @param {Arrangement} arrangement @param {string} id @param {-1 | 1} by
 * @returns {Arrangement}
 */
export function move(arrangement, id, by) {
  const at = arrangement.order.indexOf(id) + by;
  if (!arrangement.order.includes(id) || at < 0 || at >= arrangement.order.length) return arrangement;
  return put(arrangement, id, "order", at);
}

/**
 * Brings back an arrangement, for the things that there are now: new ones are not placed yet, old ones are forgotten.
 *
 * @param {string[]} ids @param {Partial<Arrangement>} kept
 * @returns {Arrangement}
 */
export function restored(ids, { order = [], never = [] }) {
  const known = (/** @type {string} */ id) => ids.includes(id);
  const placed = [...order, ...never];
  return { order: order.filter(known), never: never.filter(known), open: ids.filter((id) => !placed.includes(id)) };
}

/** A committed order: what it leaves out never happens. @param {string[]} ids @param {string[]} order @returns {Arrangement} */
export function committed(ids, order) {
  return { order, never: ids.filter((id) => !order.includes(id)), open: [] };
}
