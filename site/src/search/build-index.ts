import MiniSearch from "minisearch";
import { SEARCH_OPTIONS } from "../browser/search-options.js";
import { type ParsedPage, plainText } from "../markdown/parse-page.ts";

interface Passage {
  /** `how-to/gitlab.html#in-the-job` */
  readonly id: string;
  readonly page: string;
  readonly heading: string;
  readonly text: string;
  readonly excerpt: string;
}

const EXCERPT_LENGTH = 140;

/** The index that the browser searches, as JSON: a passage for each heading, with what stands below it. */
export function buildIndex(pages: readonly ParsedPage[]): string {
  const index = new MiniSearch<Passage>(SEARCH_OPTIONS);
  index.addAll(pages.flatMap(passagesOf));
  return JSON.stringify(index);
}

function passagesOf({ address, title, headings, tokens }: ParsedPage): readonly Passage[] {
  const passages: { id: string; heading: string; texts: string[] }[] = [
    { id: address, heading: "", texts: [] },
  ];
  const left = [...headings];
  for (const [at, token] of tokens.entries()) {
    if (token.type === "heading_open") {
      const heading = left.shift();
      if (heading !== undefined && heading.level > 1)
        passages.push({ id: `${address}#${heading.anchor}`, heading: heading.text, texts: [] });
      continue;
    }
    if (tokens[at - 1]?.type === "heading_open") continue;
    const text = token.type === "inline" ? plainText(token) : token.type === "fence" ? token.content : "";
    if (text !== "") passages.at(-1)?.texts.push(text);
  }
  return passages.map(({ id, heading, texts }) => {
    const text = texts.join(" ").replaceAll(/\s+/g, " ");
    return { id, page: title, heading, text, excerpt: text.slice(0, EXCERPT_LENGTH) };
  });
}
