import type { PolicyKind } from "@rolecall/policy";
import { Mistake } from "../../mistake.ts";

/** How the command line names the kinds of policies. */
const KINDS: ReadonlyMap<string, PolicyKind> = new Map([
  ["identity", "identity"],
  ["trust", "trust"],
  ["resource", "resource"],
  ["session", "session"],
  ["boundary", "boundary"],
  ["scp", "serviceControl"],
  ["rcp", "resourceControl"],
]);

export const KIND_NAMES: readonly string[] = [...KINDS.keys()];

/** @throws Mistake where there is no such kind. */
export function parseKind(name: string): PolicyKind {
  const kind = KINDS.get(name);
  if (kind === undefined)
    throw new Mistake(`There is no kind "${name}"; use one of ${KIND_NAMES.join(", ")}.`);
  return kind;
}

/**
 * The kind that a document seems to be, for people who did not say: one that names principals stands on a resource, and on a
 * role if it allows what assuming a role needs.
 */
export function guessKind(text: string): PolicyKind {
  const statements = readStatements(text);
  if (!statements.some((statement) => "Principal" in statement || "NotPrincipal" in statement))
    return "identity";
  const actions = statements
    .flatMap(({ Action: action }) => action)
    .filter((each) => typeof each === "string");
  const isTrust = actions.length > 0 && actions.every((action) => /^sts:/i.test(action));
  return isTrust ? "trust" : "resource";
}

function readStatements(text: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    const document: unknown = JSON.parse(text);
    const statement = (document as { Statement?: unknown } | null)?.Statement;
    return [statement].flat().filter((each) => typeof each === "object" && each !== null) as Record<
      string,
      unknown
    >[];
  } catch {
    return [];
  }
}
