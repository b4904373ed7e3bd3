import type { MarkdownIt, Token } from "markdown-it";
import type { Document } from "../documents.ts";
import { createAnchors } from "./heading-anchors.ts";

export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
}

/** A page whose headings are known and whose links are not looked up yet. */
export interface ParsedPage extends Document {
  readonly title: string;
  readonly headings: readonly Heading[];
  readonly tokens: readonly Token[];
}

/** Reads a page, and gives each heading its anchor. */
export function parsePage(markdown: MarkdownIt, document: Document): ParsedPage {
  const tokens = markdown.parse(document.markdown, {});
  const anchorOf = createAnchors();
  const headings: Heading[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type !== "heading_open") continue;
    const text = plainText(tokens[at + 1]);
    const anchor = anchorOf(text);
    token.attrSet("id", anchor);
    headings.push({ level: Number(token.tag.slice(1)), text, anchor });
  }
  const title = headings.find(({ level }) => level === 1)?.text ?? document.source;
  return { ...document, title, headings, tokens };
}

/** What a reader reads of an inline token. */
export function plainText(inline: Token | undefined): string {
  return (inline?.children ?? [])
    .map((child) =>
      child.type === "softbreak"
        ? " "
        : child.type === "text" || child.type === "code_inline"
          ? child.content
          : "",
    )
    .join("");
}
