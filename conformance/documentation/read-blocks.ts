/** A fenced block of a page. */
export interface PageBlock {
  /** Where the block begins, for who looks for it. */
  readonly line: number;
  readonly language: string;
  /** The file that it is, where the line before it or its own first line says so. */
  readonly name: string | undefined;
  readonly text: string;
}

/**
 * Reads the blocks of a page in order.
 * @throws Error for a block that says no language: nobody could tell whether it is to be run
 */
export function readBlocks(page: string): readonly PageBlock[] {
  const lines = page.split("\n");
  const blocks: PageBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent = "", fence = "", language = ""] = /^( *)(`{3,})(\S*)/.exec(lines[at] ?? "") ?? [];
    if (fence === "") continue;
    if (language === "")
      throw new Error(`line ${at + 1}: a block without a language (text, where it is none)`);
    const end = lines.indexOf(`${indent}${fence}`, at + 1);
    if (end < 0) throw new Error(`line ${at + 1}: a block without an end`);
    const text = lines
      .slice(at + 1, end)
      .map((line) => line.slice(indent.length))
      .join("\n");
    blocks.push({ line: at + 1, language, name: fileName(lines.slice(0, at), text), text });
    at = end;
  }
  return blocks;
}

/** "`trust.json`, for the main branch:" before the block, or `# seed.yaml` as its first line. */
function fileName(before: readonly string[], text: string): string | undefined {
  const sentence = before.findLast((line) => line.trim() !== "") ?? "";
  return (
    /^(?:#|\/\/) ([\w-]+\.\w+)$/m.exec(text.split("\n", 1)[0] ?? "")?.[1] ??
    /`([\w-]+\.\w+)`.*:$/.exec(sentence)?.[1]
  );
}

export interface SessionStep {
  readonly command: string;
  readonly output: string;
}

/** A command may go on behind a backslash, a bar or an open quote that the next lines close. */
export function readSession(text: string): readonly SessionStep[] {
  const parts = text.split(/^\$ /m).slice(1);
  return parts.map((part) => {
    const lines = part.split("\n");
    let typed = 1;
    while (typed < lines.length && goesOn(lines.slice(0, typed).join("\n"))) typed += 1;
    return { command: lines.slice(0, typed).join("\n"), output: lines.slice(typed).join("\n").trim() };
  });
}

function goesOn(command: string): boolean {
  return /(?:\\|\||&&)$/.test(command) || (command.match(/'/g)?.length ?? 0) % 2 === 1;
}
