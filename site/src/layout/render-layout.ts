import { relativeAddress } from "../links/link-book.ts";
import type { ParsedPage } from "../markdown/parse-page.ts";
import type { Section } from "../navigation.ts";
import { folderAddress } from "../section-page.ts";
import { escapeHtml } from "./escape-html.ts";
import { PAGE_POLICY } from "./page-policy.ts";

export interface Layout {
  readonly sections: readonly Section[];
  readonly pages: readonly ParsedPage[];
}

/** A whole page around what was rendered of it. */
export function renderLayout(layout: Layout, page: ParsedPage, body: string): string {
  const way = (address: string) => escapeHtml(relativeAddress(page.address, address));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(PAGE_POLICY)}">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(page.title === "Rolecall" ? "Rolecall" : `${page.title} · Rolecall`)}</title>
<link rel="icon" href="${way("assets/icon.svg")}">
<link rel="stylesheet" href="${way("assets/site.css")}">
<script src="${way("assets/color-scheme.js")}"></script>
<script type="module" src="${way("assets/site.js")}"></script>
</head>
<body data-top="${way("index.html").replace(/index\.html$/, "")}">
<a class="skip" href="#content">To the text</a>
<header>
<a class="home" href="${way("index.html")}">Rolecall</a>
<search><label for="search">Search</label><input id="search" type="search" autocomplete="off" placeholder="Search" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list"><ul id="found" role="listbox" aria-label="Found" hidden></ul><p id="search-told" role="status"></p></search>
<button id="color-scheme" type="button" hidden>Dark</button>
</header>
<div class="columns">
<details class="navigation" open><summary>Pages</summary>
<nav aria-label="Pages">${layout.sections.map((section) => renderSection(layout, page, section)).join("")}</nav>
</details>
<main id="content" tabindex="-1">
${body}
</main>
${renderContents(page)}
</div>
</body>
</html>
`;
}

function renderSection({ pages }: Layout, page: ParsedPage, section: Section): string {
  const own = pages.filter((each) => each.section === section);
  const isHere = page.section === section || page.address === folderAddress(section);
  const rows = own.map((each) => {
    const here = each.address === page.address ? ' aria-current="page"' : "";
    return `<li><a href="${escapeHtml(relativeAddress(page.address, each.address))}"${here}>${escapeHtml(each.label ?? each.title)}</a></li>`;
  });
  const all = escapeHtml(relativeAddress(page.address, folderAddress(section)));
  const isOpen = isHere || !section.isLong;
  return `<details${isOpen ? " open" : ""}><summary>${escapeHtml(section.title)}</summary><ul><li><a href="${all}"${page.address === folderAddress(section) ? ' aria-current="page"' : ""}>All of them</a></li>${rows.join("")}</ul></details>`;
}

/** What is on this page, where there is more than a screen of it. */
function renderContents({ headings }: ParsedPage): string {
  const parts = headings.filter(({ level }) => level === 2);
  if (parts.length < 2) return "";
  const rows = parts.map(({ text, anchor }) => `<li><a href="#${anchor}">${escapeHtml(text)}</a></li>`);
  return `<nav class="contents" aria-label="On this page"><p>On this page</p><ul>${rows.join("")}</ul></nav>`;
}
