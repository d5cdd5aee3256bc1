/** A menu made of <details> closes on Escape and on a click elsewhere. */

const open = "details[data-menu][open]";

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(open)) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" ? document.querySelector(open) : null;
  if (!menu) return;
  menu.removeAttribute("open");
  menu.querySelector("summary")?.focus();
});
