/** Applies the remembered theme before the first paint; without one, the system's choice stands. */

const remembered = localStorage.getItem("theme");
if (remembered === "light" || remembered === "dark") document.documentElement.dataset.theme = remembered;
