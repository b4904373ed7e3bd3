import type { LineRange } from "@rolecall/policy/describe";

interface Shown {
  readonly text: string;
  readonly lines: LineRange | undefined;
}

interface Place {
  /** Of the statement in the document, from 0. */
  readonly index: number;
  /** Its lines in the document as it was stored, where these are known. */
  readonly lines: LineRange | undefined;
}

/** A policy as people read it: as it was written, or, where it was written on one line, with a line for each value. */
export function documentLines(document: string, { index, lines }: Place): Shown {
  if (/[\r\n]/.test(document.trim())) return { text: document, lines };
  const parsed = parse(document);
  return parsed === undefined ? { text: document, lines } : spread(parsed, index);
}

function parse(document: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(document);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** As JSON.stringify writes it, with the lines of one statement. */
function spread(policy: Readonly<Record<string, unknown>>, index: number): Shown {
  const text = JSON.stringify(policy, undefined, 2);
  const { Statement } = policy;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  const statement = statements[index];
  if (statement === undefined) return { text, lines: undefined };
  const before = Object.entries(policy).slice(0, Object.keys(policy).indexOf("Statement"));
  const isList = Array.isArray(Statement);
  // The brace, what stands before, the list's own bracket, and the statements before.
  const first =
    2 +
    before.reduce((sum, [, value]) => sum + lineCount(value), 0) +
    (isList ? 1 + statements.slice(0, index).reduce((sum: number, each) => sum + lineCount(each), 0) : 0);
  return { text, lines: { first, last: first + lineCount(statement) - 1 } };
}

function lineCount(value: unknown): number {
  return JSON.stringify(value, undefined, 2).split("\n").length;
}
