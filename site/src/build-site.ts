import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeBrowserFiles } from "./browser-files.ts";
import { BuildError } from "./build-error.ts";
import { type Document, readDocuments } from "./documents.ts";
import { type Layout, renderLayout } from "./layout/render-layout.ts";
import { createLinkBook, fileAddress, isFolder, type LinkBook } from "./links/link-book.ts";
import { createMarkdown } from "./markdown/create-markdown.ts";
import { type ParsedPage, parsePage } from "./markdown/parse-page.ts";
import { HOME, SECTIONS, type Section } from "./navigation.ts";
import { writeReferencePage } from "./reference/written-pages.ts";
import { buildIndex } from "./search/build-index.ts";
import { folderAddress, writeSectionPage } from "./section-page.ts";

export interface SiteOptions {
  /** The top of the repository. */
  readonly root: string;
  /** Where the site goes; what is there is deleted. */
  readonly folder: string;
}

export interface BuiltSite {
  /** Addresses of all pages, those of shown files among them. */
  readonly addresses: readonly string[];
  readonly indexBytes: number;
}

/**
 * Builds the site from the repository's Markdown and from what the program says of itself. Nothing is asked of any network.
 * @throws BuildError where a page has no place or a link is dead
 */
export async function buildSite({ root, folder }: SiteOptions): Promise<BuiltSite> {
  const markdown = createMarkdown();
  const documents = await readDocuments(root, HOME, SECTIONS, writeReferencePage);
  const pages = documents.map((document) => parsePage(markdown, document));
  const book = createLinkBook({ root, pages, sections: SECTIONS });
  const layout = { sections: SECTIONS, pages };
  const write = (page: ParsedPage): readonly [string, string] => {
    const resolve = (href: string) => book.resolve(page, href);
    return [
      page.address,
      renderLayout(layout, page, markdown.renderer.render([...page.tokens], markdown.options, { resolve })),
    ];
  };
  const files = new Map([
    ...pages.map(write),
    ...SECTIONS.map((section) => write(parsePage(markdown, sectionDocument(layout, section)))),
  ]);
  // Links of pages lead to files; a file's page has none of its own.
  for (const path of book.shown) files.set(...write(parsePage(markdown, fileDocument(root, path))));
  judgeLinks(book);
  const index = buildIndex(pages);
  rmSync(folder, { recursive: true, force: true });
  for (const [address, html] of files) writeInto(folder, address, html);
  writeInto(folder, "assets/search-index.json", index);
  writeBrowserFiles(join(folder, "assets"));
  return { addresses: [...files.keys()], indexBytes: Buffer.byteLength(index) };
}

function judgeLinks({ dead }: LinkBook): void {
  if (dead.length > 0) throw new BuildError(["Links that lead nowhere:", ...dead]);
}

function sectionDocument({ pages }: Layout, section: Section): Document {
  const own = pages.filter((page) => page.section === section);
  return {
    source: `${section.folder}/README.md`,
    address: folderAddress(section),
    section,
    label: undefined,
    markdown: writeSectionPage(section, own),
  };
}

/** A file of the repository as a page of the site, so that a link to it leads somewhere without a network. */
function fileDocument(root: string, path: string): Document {
  const listed = () =>
    readdirSync(join(root, path), { withFileTypes: true })
      .filter(({ name }) => !/^(?:node_modules|generated)$/.test(name))
      .map((entry) => `${entry.name}${entry.isDirectory() ? "/" : ""}`)
      .sort()
      .join("\n");
  const text = isFolder(root, path) ? listed() : readFileSync(join(root, path), "utf8").trimEnd();
  const fence = "`".repeat(8);
  return {
    source: path,
    address: fileAddress(path),
    section: undefined,
    label: undefined,
    markdown: `# ${path}\n\nA file of the repository.\n\n${fence}text\n${text}\n${fence}\n`,
  };
}

function writeInto(folder: string, address: string, text: string): void {
  const file = join(folder, address);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
