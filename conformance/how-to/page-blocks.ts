/** What stands in the fenced blocks of a page, as far as somebody would do it. */
export interface PageBlock {
  /** Where the block begins, for who looks for it. */
  readonly line: number;
  readonly kind: "file" | "commands" | "session";
  /** Of a file: what the line before the block calls it. */
  readonly name?: string;
  readonly text: string;
}

/** Configuration of somebody else's: nothing here could run it. */
const OF_OTHERS: ReadonlySet<string> = new Set(["yaml"]);

/**
 * Reads the blocks of a page in order: `json` is a file that the line before it names, `bash` commands that must succeed, `console` commands
 * behind `$ ` with what they print.
 * @throws Error for a block of another kind, so that none is passed over
 */
export function readPageBlocks(page: string): readonly PageBlock[] {
  const lines = page.split("\n");
  const blocks: PageBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const language = /^```(\S+)$/.exec(lines[at] ?? "")?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf("```", at + 1);
    const block = { line: at + 1, text: lines.slice(at + 1, end).join("\n") };
    if (language === "json") blocks.push({ ...block, kind: "file", name: fileName(lines, at) });
    else if (language === "bash") blocks.push({ ...block, kind: "commands" });
    else if (language === "console") blocks.push({ ...block, kind: "session" });
    else if (!OF_OTHERS.has(language)) throw new Error(`line ${at + 1}: a block of ${language} is not run`);
    at = end;
  }
  return blocks;
}

function fileName(lines: readonly string[], at: number): string {
  const before = lines.slice(0, at).findLast((line) => line.trim() !== "") ?? "";
  const name = /`([\w-]+\.json)`.*:$/.exec(before)?.[1];
  if (name === undefined) throw new Error(`line ${at + 1}: the line before it names no file`);
  return name;
}

export interface SessionStep {
  readonly command: string;
  readonly output: string;
}

/** A command may go on behind a backslash. */
export function readSession(text: string): readonly SessionStep[] {
  const parts = text.split(/^\$ /m).slice(1);
  return parts.map((part) => {
    const [, command = "", output = ""] = /^((?:.*\\\n)*.*)(?:\n([\s\S]*))?$/.exec(part) ?? [];
    return { command, output: output.trim() };
  });
}
