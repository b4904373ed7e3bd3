import { escapeHtml } from "../layout/escape-html.ts";

/** A block of code. What a session's reader types is told from what is answered. */
export function renderFence(info: string, text: string): string {
  const language = info.split(/\s/, 1)[0] ?? "";
  const lines = language === "console" ? renderSession(text) : escapeHtml(text);
  const name = language === "" ? "Text" : language;
  return `<pre tabindex="0" role="region" aria-label="${escapeHtml(name)}" data-language="${escapeHtml(language)}"><code>${lines}</code></pre>\n`;
}

function renderSession(text: string): string {
  let goesOn = false;
  return text
    .split("\n")
    .map((line) => {
      const isTyped = goesOn || line.startsWith("$ ");
      goesOn = isTyped && /(?:\\|\||&&)$/.test(line);
      return isTyped ? `<span class="typed">${escapeHtml(line)}</span>` : escapeHtml(line);
    })
    .join("\n");
}
