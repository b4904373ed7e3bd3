import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";

interface Decision {
  /** `0003-operation-steps.md` */
  readonly file: string;
  readonly text: string;
}

const FOLDER = "docs/decisions";
const decisions = globSync(`${FOLDER}/*.md`)
  .sort()
  .map((path) => ({ file: path.slice(FOLDER.length + 1), text: readFileSync(path, "utf8") }));

/** What is wrong with the numbers of decisions: each has one of its own, and its heading the same. */
function judgeNumbers(records: readonly Decision[]): readonly string[] {
  const numberOf = ({ file }: Decision) => file.slice(0, 4);
  return records.flatMap((record) => {
    const { file, text } = record;
    if (!/^\d{4}-[a-z0-9-]+\.md$/.test(file)) return [`${file} is not named NNNN-NAME.md`];
    const other = records.find((one) => one !== record && numberOf(one) === numberOf(record));
    if (other !== undefined) return [`${file} has the number of ${other.file}: take the next free one`];
    const heading = `# ${Number(numberOf(record))}. `;
    return text.startsWith(heading) ? [] : [`${file} does not begin with "${heading}"`];
  });
}

/** The numbers that a text refers to: `docs/decisions/0003`, "decision 3". */
function findReferences(text: string): readonly number[] {
  return [...text.matchAll(/\bdecisions\/(\d{4})|\bdecision (\d+)\b/g)].map((match) =>
    Number(match[1] ?? match[2]),
  );
}

test("every decision has a number of its own", () => {
  assert.ok(decisions.length > 10);
  assert.deepEqual(judgeNumbers(decisions), []);
});

test("references to decisions lead somewhere", () => {
  const numbers = new Set(decisions.map(({ file }) => Number(file.slice(0, 4))));
  const papers = globSync(["*.md", "docs/**/*.md", "packages/*/README.md", "bench/README.md"]);
  const dangling = papers.flatMap((path) =>
    findReferences(readFileSync(path, "utf8"))
      .filter((number) => !numbers.has(number))
      .map((number) => `${path}: decision ${number}`),
  );
  assert.deepEqual(dangling, []);
});

test("a number twice, a foreign heading and another name would be found", () => {
  const found = judgeNumbers([
    { file: "0001-a.md", text: "# 1. A" },
    { file: "0002-b.md", text: "# 2. B" },
    { file: "0002-c.md", text: "# 2. C" },
    { file: "0004-d.md", text: "# 3. D" },
    { file: "e.md", text: "# 5. E" },
  ]);
  assert.deepEqual(found, [
    "0002-b.md has the number of 0002-c.md: take the next free one",
    "0002-c.md has the number of 0002-b.md: take the next free one",
    '0004-d.md does not begin with "# 4. "',
    "e.md is not named NNNN-NAME.md",
  ]);
});

test("references are found", () => {
  assert.deepEqual(findReferences("(docs/decisions/0003; decision 12), a decision of 2 µs"), [3, 12]);
});
