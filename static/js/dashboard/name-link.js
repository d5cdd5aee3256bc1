/** A student's name with what matters at once: whether they ask for help, and whether they are here. */

import { element } from "../element.js";
import { icon } from "../icon.js";
import { attemptUrl, studentUrl } from "./links.js";
import { gettext } from "../texts.js";

/** @typedef {import("./message.js").Student} Student */

/** The name, and a hand beside it that leads to where it is up. @param {Student} student */
export function nameLink({ id, name, hand }) {
  const link = element("a", { class: "student-name", href: hand ? attemptUrl(id, hand.step) : studentUrl(id) }, name);
  if (hand) link.prepend(icon("hand"), element("span", { class: "visually-hidden" }, `${gettext("asks for help")}: `));
  return link;
}

/** @param {Student} student */
export function presence(student) {
  return element("span", { class: "presence" }, student.here ? gettext("here") : gettext("away"));
}
