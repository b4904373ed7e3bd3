import createMarkdownIt, { type MarkdownIt } from "markdown-it";
import { renderFence } from "./render-fence.ts";

/** What rendering knows of the page that it is at. */
export interface RenderEnv {
  readonly resolve: (href: string) => string;
  [key: string | symbol]: unknown;
}

/** Reads and renders pages. HTML in a page stays text: pages are Markdown. */
export function createMarkdown(): MarkdownIt {
  const markdown = createMarkdownIt({ html: false, linkify: false, typographer: false });
  const { rules } = markdown.renderer;
  rules.fence = (tokens, at) => renderFence(tokens[at]!.info.trim(), tokens[at]!.content);
  rules.code_block = (tokens, at) => renderFence("", tokens[at]!.content);
  // A table that is wider than the screen moves in a frame of its own, which the keyboard reaches.
  rules.table_open = () => '<div class="table" role="region" aria-label="Table" tabindex="0"><table>\n';
  rules.table_close = () => "</table></div>\n";
  rules.link_open = (tokens, at, options, env, self) => {
    const token = tokens[at]!;
    token.attrSet("href", (env as RenderEnv).resolve(String(token.attrGet("href"))));
    return self.renderToken(tokens, at, options);
  };
  rules.heading_close = (tokens, at) => {
    const { tag } = tokens[at]!;
    const id = tokens[at - 2]?.attrGet("id");
    const text = markdown.utils.escapeHtml(tokens[at - 1]?.content.replaceAll("`", "") ?? "");
    if (tag === "h1") return "</h1>\n";
    return ` <a class="anchor" href="#${id}" aria-label="Link to ${text}">#</a></${tag}>\n`;
  };
  return markdown;
}
