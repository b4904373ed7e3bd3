import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError } from "./build-error.ts";
import type { FilePage, Section, WrittenPage, WrittenPageName } from "./navigation.ts";

/** A page before it is rendered. */
export interface Document {
  /** Links are relative to it: a path from the top of the repository. */
  readonly source: string;
  /** Where it stands in the site: `how-to/gitlab.html`. */
  readonly address: string;
  readonly section: Section | undefined;
  readonly label: string | undefined;
  readonly markdown: string;
}

/** Where documentation lies: whatever is here needs a place. */
const PLACED = "docs/**/*.md";

export type WritePage = (name: WrittenPageName) => Promise<string>;

/**
 * Reads every page that the navigation names.
 * @throws BuildError where a file under docs/ has no place, has two, or is not there
 */
export async function readDocuments(
  root: string,
  home: FilePage,
  sections: readonly Section[],
  writePage: WritePage,
): Promise<readonly Document[]> {
  const rows = [
    { row: home, section: undefined },
    ...sections.flatMap((section) => rowsOf(root, section).map((row) => ({ row, section }))),
  ];
  judgePlaces(
    root,
    rows.flatMap(({ row }) => ("source" in row ? [row.source] : [])),
  );
  return Promise.all(
    rows.map(async ({ row, section }) => ({
      source: sourceOf(row),
      address: row === home ? "index.html" : addressOf(sourceOf(row)),
      section,
      label: row.label,
      markdown: "source" in row ? readFileSync(join(root, row.source), "utf8") : await writePage(row.written),
    })),
  );
}

function rowsOf(
  root: string,
  { folder, pages, takesWholeFolder }: Section,
): readonly (FilePage | WrittenPage)[] {
  if (!takesWholeFolder) return pages;
  return [
    ...pages,
    ...globSync(`${folder}/*.md`, { cwd: root })
      .sort()
      .map((source) => ({ source })),
  ];
}

function sourceOf(row: FilePage | WrittenPage): string {
  return "source" in row ? row.source : `docs/reference/${row.written}.md`;
}

function judgePlaces(root: string, placed: readonly string[]): void {
  const there = globSync(PLACED, { cwd: root });
  const wrong = [
    ...there.filter((path) => !placed.includes(path)).map((path) => `${path} has no place`),
    ...placed.filter((path, at) => placed.indexOf(path) !== at).map((path) => `${path} has two places`),
    ...placed
      .filter((path) => globSync(path, { cwd: root }).length === 0)
      .map((path) => `${path} is not there`),
  ];
  if (wrong.length > 0)
    throw new BuildError([...wrong.sort(), "Places are lines in site/src/navigation.ts."]);
}

/** `docs/how-to/gitlab.md` → `how-to/gitlab.html`; what lies elsewhere keeps its path. */
function addressOf(source: string): string {
  return source
    .replace(/^docs\//, "")
    .replace(/\.md$/, ".html")
    .replace(/\/README\.html$/, "/index.html");
}
