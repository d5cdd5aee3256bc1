/** Marks of a learner's own text against the rubric: for the learner alone, so they stay on this device. */

/** @param {string} key */
export function keepRubric(key) {
  const restore = () => {
    /** @type {string[]} */
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    for (const box of boxes()) box.checked = kept.includes(box.value);
  };
  document.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.matches("[data-rubric] input")) {
      localStorage.setItem(key, JSON.stringify(boxes().filter((box) => box.checked).map((box) => box.value)));
    }
  });
  restore();
}

/** @returns {HTMLInputElement[]} */
function boxes() {
  return [...document.querySelectorAll("[data-rubric] input")].filter((box) => box instanceof HTMLInputElement);
}
