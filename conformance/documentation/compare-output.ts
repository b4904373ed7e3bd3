/** What is of the moment in an output, by kinds: the page has other ids than this run, and the same kinds at the same places. */
const KINDS: readonly (readonly [kind: string, pattern: string])[] = [
  ["UUID", String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`],
  ["TIME", String.raw`\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)`],
  ["IAM-ID", String.raw`\bA[A-Z]{3}[A-Z2-7]{12,17}\b`],
  ["UNIT", String.raw`\bou-[0-9a-z]{4,32}-[0-9a-z]{8,32}\b`],
  ["ORGANIZATION-ID", String.raw`\b(?:o|r|p|car|h|i)-[0-9a-z]{4,64}\b`],
  ["AUTHORIZATION", String.raw`\b(?=[a-z]*\d)[0-9a-z]{25}\b`],
  ["ACCOUNT", String.raw`\b\d{12}\b`],
  ["SECONDS", String.raw`\b\d{10}\b`],
  ["SECRET", String.raw`(?<![\w/+=])(?=\S*\d)[A-Za-z0-9/+]{40}(?![\w/+=])`],
  ["PORT", String.raw`(?<=127\.0\.0\.1:)\d+`],
];

const MOMENT = new RegExp(
  KINDS.map(([kind, pattern]) => `(?<${kind.replace("-", "_")}>${pattern})`).join("|"),
  "g",
);

interface Normal {
  readonly text: string;
  readonly ids: readonly string[];
}

function normalize(output: string): Normal {
  const ids: string[] = [];
  const text = output.trim().replaceAll(MOMENT, (...found) => {
    const groups = found.at(-1) as Readonly<Record<string, string | undefined>>;
    const id = found[0] as string;
    ids.push(id);
    const kind = Object.keys(groups).find((each) => groups[each] !== undefined) ?? "";
    return kind === "ORGANIZATION_ID" ? `${id.split("-", 1)[0]}-ID` : kind;
  });
  // How a page is wrapped is the page's.
  return { text: text.replaceAll(/[ \t]+$/gm, ""), ids };
}

export interface Comparison {
  readonly isSame: boolean;
  /** What the page calls each id of this run, for the commands that come. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Compares what a page shows with what was printed. Ids and times may differ; `…` in the page stands for anything on a line, and
 * alone on a line for any lines. Where a page breaks a long line is its own matter: how much white space is between words does not count.
 */
export function compareOutput(shown: string, printed: string): Comparison {
  const [page, run] = [normalize(shown), normalize(printed)];
  if (page.text === run.text || flat(page.text) === flat(run.text))
    return { isSame: true, ids: new Map(page.ids.map((id, at) => [id, run.ids[at] ?? id])) };
  if (!page.text.includes("…")) return { isSame: false, ids: new Map() };
  const isSame =
    fits(page.text, run.text) || fits(shown.trim(), printed.trim()) || fits(flat(page.text), flat(run.text));
  return { isSame, ids: new Map() };
}

function fits(shown: string, printed: string): boolean {
  const pattern = shown
    .split(/^…$/m)
    .map((part) => part.split("…").map(RegExp.escape).join(".*?"))
    .join("[\\s\\S]*?");
  return new RegExp(`^${pattern}$`).test(printed);
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
