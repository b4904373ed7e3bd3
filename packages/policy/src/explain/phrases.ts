import { joinWords } from "../describe/list-words.ts";
import type { LayerExplanation, StatementExplanation } from "./explanation.ts";
import { showText } from "./paint.ts";
import type { OrganizationNode } from "./policy-facts.ts";

/** A piece of a sentence. What is no `text` stands out where it is shown: a name as a link, a value as code. */
export interface Phrase {
  readonly kind: "text" | "statement" | "policy" | "place" | "value";
  readonly text: string;
  /** Of a policy that has one. */
  readonly arn?: string | undefined;
}

export const text = (words: string): Phrase => ({ kind: "text", text: words });

/** The sentence as plain text. */
export function plainText(phrases: readonly Phrase[]): string {
  return phrases.map((each) => each.text).join("");
}

/** Characters of a value that a sentence holds. */
const VALUE_LENGTH = 200;
const VALUES_MAX = 3;

/** A text of a policy or a request, safe to show and short enough to read. */
export function value(written: string): Phrase {
  const shown = written.length > VALUE_LENGTH ? `${written.slice(0, VALUE_LENGTH)}…` : written;
  return { kind: "value", text: showText(shown) || '""' };
}

export function values(written: readonly string[], last: "and" | "or" = "and"): Phrase {
  const shown = written.slice(0, VALUES_MAX).map((each) => value(each).text);
  const more = written.length - shown.length;
  return { kind: "value", text: joinWords(more > 0 ? [...shown, `${more} more`] : shown, last) };
}

/** `statement NoDeletes of ProductionGuardrails, attached to the unit Production,` without the comma behind. */
export function nameStatement(
  { statement, policyIndex }: StatementExplanation,
  { policies, node }: LayerExplanation,
): readonly Phrase[] {
  const { name, arn, attachedTo } = policies[policyIndex] ?? {};
  return [
    text("statement "),
    { kind: "statement", text: statement.sid ? showText(statement.sid) : `${statement.index + 1}` },
    text(" of "),
    { kind: "policy", text: name === undefined ? `policy ${policyIndex + 1}` : showText(name), arn },
    ...(node === undefined ? nameOwner(attachedTo) : [text(", attached to "), ...nameNode(node)]),
  ];
}

export function nameNode({ kind, name }: OrganizationNode): readonly Phrase[] {
  return kind === "root"
    ? [{ kind: "place", text: "the root" }]
    : [text(`the ${kind} `), { kind: "place", text: showText(name) }];
}

/** Users, groups and roles by their names; whatever else has a policy goes by its ARN elsewhere. */
function nameOwner(arn = ""): readonly Phrase[] {
  const [, kind, name] = /^arn:[^:]*:iam::\d*:(user|group|role)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return name === undefined
    ? []
    : [text(`, attached to the ${kind} `), { kind: "place", text: showText(name) }];
}
