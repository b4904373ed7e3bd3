/** After what had the focus is gone: a deletion leads to the page's heading. Behind the dialog, which hands the focus back first. */
export function focusHeading(): void {
  setTimeout(() => {
    const heading = document.querySelector<HTMLElement>("#content h1");
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.classList.add("rc-heading");
    heading.focus();
  }, 100);
}
