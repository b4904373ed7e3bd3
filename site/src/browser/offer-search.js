import MiniSearch from "minisearch";
import { SEARCH_OPTIONS } from "./search-options.js";

const MOST_SHOWN = 12;

/**
 * Search in the browser: the index is fetched when somebody begins, from the site itself.
 * @param {Document} document
 */
export function offerSearch(document) {
  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const told = document.getElementById("search-told");
  if (!(input instanceof HTMLInputElement) || list === null || told === null) return;
  const top = document.body.dataset.top ?? "";
  /** @type {Promise<MiniSearch> | undefined} */
  let index;
  const load = () => {
    index ??= loadIndex(top);
    return index;
  };

  const show = async () => {
    const asked = input.value.trim();
    try {
      const found = asked === "" ? [] : (await load()).search(asked).slice(0, MOST_SHOWN);
      if (input.value.trim() !== asked) return;
      list.replaceChildren(...found.map((each, at) => renderResult(document, top, each, at)));
      told.textContent = asked === "" ? "" : found.length === 0 ? "Nothing is found." : "";
    } catch (error) {
      // A page that was opened as a file may not read another file.
      told.textContent = `The search needs the site to be served: npm run docs -- --serve (${String(error)})`;
    }
    list.hidden = list.childElementCount === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(input, list, -1);
  };

  input.addEventListener("focus", () => void load().catch(() => {}));
  input.addEventListener("input", () => void show());
  input.addEventListener("keydown", (event) => moveBy(event, input, list));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    input.focus();
  });
}

/** @param {string} top */
async function loadIndex(top) {
  const answer = await fetch(`${top}assets/search-index.json`);
  return MiniSearch.loadJSON(await answer.text(), SEARCH_OPTIONS);
}

/**
 * @param {Document} document
 * @param {string} top the way to the site's first page
 * @param {import("minisearch").SearchResult} result
 * @param {number} at
 */
function renderResult(document, top, result, at) {
  const row = document.createElement("li");
  row.id = `found-${at}`;
  row.role = "option";
  row.ariaSelected = "false";
  // No link of its own: what is chosen in a list may hold nothing that the keyboard reaches.
  row.dataset.address = `${top}${result.id}`;
  row.addEventListener("click", () => leadTo(row));
  const title = document.createElement("strong");
  title.textContent = result.heading === "" ? result.page : `${result.page}: ${result.heading}`;
  const excerpt = document.createElement("span");
  excerpt.textContent = result.excerpt;
  row.append(title, excerpt);
  return row;
}

/** @param {Element | undefined} row */
function leadTo(row) {
  if (row instanceof HTMLElement && row.dataset.address !== undefined) location.href = row.dataset.address;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
function moveBy(event, input, list) {
  const rows = [...list.children];
  const chosen = rows.findIndex((row) => row.ariaSelected === "true");
  if (event.key === "Escape") {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(input, list, Math.max(-1, Math.min(rows.length - 1, chosen + step)));
  } else if (event.key === "Enter") {
    leadTo(rows[Math.max(0, chosen)]);
  }
}

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {number} at -1 chooses none
 */
function choose(input, list, at) {
  for (const [place, row] of [...list.children].entries()) {
    row.ariaSelected = String(place === at);
    if (place === at) row.scrollIntoView({ block: "nearest" });
  }
  if (at < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", `found-${at}`);
}
