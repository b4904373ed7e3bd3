// Runs before anything is painted, so that nobody who works in the dark is blinded by a white page first.
// What is kept, and under which name, is said in appearance.ts.
(() => {
  /** @type {{ mode?: string, density?: string }} */
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("rolecall.appearance") ?? "{}") ?? {};
  } catch {
    // Nothing is kept, or the browser keeps nothing.
  }
  const isDark =
    kept.mode === "dark" || (kept.mode !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.body.classList.toggle("awsui-dark-mode", isDark);
  document.body.classList.toggle("awsui-compact-mode", kept.density === "compact");
  document.documentElement.style.colorScheme = isDark ? "dark" : "light";
})();
