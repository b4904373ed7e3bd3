/** Runs before the page is painted, so that nobody sees the other colours first. */
const kept = localStorage.getItem("color-scheme");
if (kept === "light" || kept === "dark") document.documentElement.dataset.colorScheme = kept;
