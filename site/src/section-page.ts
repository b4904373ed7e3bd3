import type { ParsedPage } from "./markdown/parse-page.ts";
import type { Section } from "./navigation.ts";

/** `docs/how-to` → `how-to/index.html`: where the section's list stands. */
export function folderAddress({ folder }: Section): string {
  return `${folder.replace(/^docs\//, "")}/index.html`;
}

/** The list of a section's pages, in Markdown. */
export function writeSectionPage(section: Section, pages: readonly ParsedPage[]): string {
  const rows = pages.map(({ source, title }) => `- [${title}](/${source})`);
  return [`# ${section.title}`, "", `What is here is ${section.purpose}.`, "", ...rows, ""].join("\n");
}
