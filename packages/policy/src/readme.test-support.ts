import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export const readmeText = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The first code block in a language. */
export function readmeBlock(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(readmeText)?.[1];
  assert.ok(found !== undefined);
  return found;
}
