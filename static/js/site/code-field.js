/** The field for a join code writes capital letters and drops blanks, also in the middle of a word. */

for (const field of document.querySelectorAll("input[name=code]")) {
  if (!(field instanceof HTMLInputElement)) continue;
  field.addEventListener("input", () => {
    const caret = field.selectionStart;
    const tidy = field.value.toUpperCase().replace(/\s/g, "");
    if (tidy === field.value) return;
    field.value = tidy;
    field.setSelectionRange(caret, caret);
  });
}
