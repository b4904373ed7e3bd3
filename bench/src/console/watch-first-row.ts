/** Runs in the page before its scripts, as text: when something was clicked, and when a table's first row was there. */
export const watchFirstRow = `
  addEventListener("click", () => { window.clickedMs = performance.now(); }, true);
  new MutationObserver(() => {
    if (window.firstRowMs === undefined && document.querySelector("tbody .rc-one-line") !== null)
      window.firstRowMs = performance.now();
  }).observe(document, { childList: true, subtree: true });
`;
