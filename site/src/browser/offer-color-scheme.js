/**
 * A button that changes to the other colours. What is chosen stays; until then the system's wish counts.
 * @param {Document} document
 */
export function offerColorScheme(document) {
  const button = document.getElementById("color-scheme");
  if (button === null) return;
  const { dataset } = document.documentElement;
  const isDark = () =>
    dataset.colorScheme === "dark" ||
    (dataset.colorScheme === undefined && matchMedia("(prefers-color-scheme: dark)").matches);
  const name = () => {
    button.textContent = isDark() ? "Light" : "Dark";
  };
  button.addEventListener("click", () => {
    dataset.colorScheme = isDark() ? "light" : "dark";
    localStorage.setItem("color-scheme", dataset.colorScheme);
    name();
  });
  name();
  button.hidden = false;
}
