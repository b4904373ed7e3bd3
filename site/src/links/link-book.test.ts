import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { BuildError } from "../build-error.ts";
import { readDocuments } from "../documents.ts";
import { createMarkdown } from "../markdown/create-markdown.ts";
import { parsePage } from "../markdown/parse-page.ts";
import type { Section } from "../navigation.ts";
import { createLinkBook } from "./link-book.ts";

const FILES = {
  "docs/README.md": "# Home\n",
  "docs/a.md": "# A\n\n## Two words, `code`\n\n## Two words, `code`\n",
  "docs/how-to/b.md": "# B\n",
  "deploy/unit.service": "[Unit]\n",
};

const SECTIONS: readonly Section[] = [
  {
    title: "All",
    purpose: "",
    folder: "docs/how-to",
    pages: [{ source: "docs/a.md" }, { source: "docs/how-to/b.md" }],
  },
];
const HOME = { source: "docs/README.md" };

function makeRepository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "rolecall-links-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const noPage = () => Promise.reject(new Error("There are none."));

async function openBook(context: { after(then: () => void): void }) {
  const root = makeRepository(FILES);
  context.after(() => rmSync(root, { recursive: true }));
  const markdown = createMarkdown();
  const pages = (await readDocuments(root, HOME, SECTIONS, noPage)).map((each) => parsePage(markdown, each));
  const book = createLinkBook({ root, pages, sections: SECTIONS });
  const from = (source: string) => pages.find((page) => page.source === source) ?? assert.fail(source);
  return { book, from };
}

test("links lead to pages, headings, lists of sections and files", async (context) => {
  const { book, from } = await openBook(context);
  const b = from("docs/how-to/b.md");
  assert.equal(book.resolve(b, "../a.md"), "../a.html");
  assert.equal(book.resolve(b, "../a.md#two-words-code-1"), "../a.html#two-words-code-1");
  assert.equal(book.resolve(from("docs/a.md"), "#two-words-code"), "#two-words-code");
  assert.equal(book.resolve(from("docs/a.md"), "how-to"), "how-to/index.html");
  assert.equal(book.resolve(b, "/docs/README.md"), "../index.html");
  assert.equal(book.resolve(b, "https://example.com/x#y"), "https://example.com/x#y");
  assert.equal(book.resolve(b, "../../deploy/unit.service"), "../files/deploy/unit.service.html");
  assert.deepEqual(book.dead, []);
  assert.deepEqual([...book.shown], ["deploy/unit.service"]);
});

test("a page, a heading and a file that are not there are told with the link", async (context) => {
  const { book, from } = await openBook(context);
  const b = from("docs/how-to/b.md");
  for (const href of ["c.md", "../a.md#three-words", "../../deploy/none", "../../../outside"])
    book.resolve(b, href);
  assert.deepEqual(book.dead, [
    "docs/how-to/b.md: c.md: there is no docs/how-to/c.md",
    "docs/how-to/b.md: ../a.md#three-words: docs/a.md has no heading #three-words",
    "docs/how-to/b.md: ../../deploy/none: there is no deploy/none",
    "docs/how-to/b.md: ../../../outside: there is no ../outside",
  ]);
});

test("a page without a place, one with two and one that is not there do not build", async (context) => {
  const root = makeRepository({ ...FILES, "docs/lost.md": "# Lost\n" });
  context.after(() => rmSync(root, { recursive: true }));
  const twice: Section = { ...SECTIONS[0]!, pages: [{ source: "docs/a.md" }, { source: "docs/gone.md" }] };
  await assert.rejects(readDocuments(root, HOME, [...SECTIONS, twice], noPage), (error) => {
    assert.ok(error instanceof BuildError);
    assert.deepEqual(error.message.split("\n"), [
      "docs/a.md has two places",
      "docs/gone.md is not there",
      "docs/lost.md has no place",
      "Places are lines in site/src/navigation.ts.",
    ]);
    return true;
  });
});
