/** Applies the remembered theme and size of code before the first paint; without them, the usual ones stand. */

const remembered = localStorage.getItem("theme");
if (remembered === "light" || remembered === "dark") document.documentElement.dataset.theme = remembered;

const size = localStorage.getItem("code-size");
if (size) document.documentElement.dataset.code = size;
