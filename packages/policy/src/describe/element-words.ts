/** A statement line by line: each element in a sentence of its own, with its place in the document. */
import type { Span } from "../document/span.ts";
import { deedWords } from "./claim-words.ts";
import type { PolicyPart } from "./description.ts";
import { capitalize } from "./list-words.ts";

export interface ElementWords {
  readonly element: "who" | "may" | "on" | "conditions";
  /** `Amazon EC2`, `Read everything in S3`, `photos/*`, `MFA was used`. */
  readonly words: string;
  /** Where it stands; undefined where the document says nothing of it. */
  readonly span: Span | undefined;
}

/** What a page shows beside a statement's lines: who, what, on which resources, under which conditions. */
export function describeElements(part: PolicyPart): readonly ElementWords[] {
  const { who, resources, conditions, spans, effect } = part;
  const deed = deedWords(
    { ...part, resources: { ...resources, kind: "all" } },
    { form: "alone", isBrief: false },
  );
  const [first] = spans.conditions;
  const last = spans.conditions.at(-1);
  return [
    ...(who === undefined
      ? []
      : [{ element: "who", words: capitalize(who.words), span: spans.principal } as const]),
    { element: "may", words: effect === "Deny" ? `Not: ${deed}` : capitalize(deed), span: spans.action },
    { element: "on", words: SCOPES[resources.kind](resources.words), span: spans.resource },
    {
      element: "conditions",
      words: conditions.length === 0 ? "None" : conditions.map(({ words }) => capitalize(words)).join("; "),
      span: first && last && { start: first.start, end: last.end },
    },
  ];
}

const SCOPES: Readonly<Record<PolicyPart["resources"]["kind"], (words: string) => string>> = {
  all: () => "Every resource",
  attached: capitalize,
  none: () => "No resource",
  only: (words) => words,
  allBut: (words) => `Every resource except ${words}`,
};
