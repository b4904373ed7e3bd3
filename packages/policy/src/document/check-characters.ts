import type { FindingList } from "./finding-list.ts";
import type { PolicyKind } from "./policy.ts";

/** What IAM's and STS's contracts take in a document: `[\u0009\u000A\u000D\u0020-\u00FF]+`. */
const REFUSED = /[^\t\n\r\u0020-\u00ff]/gu;

/** At the start of a text; it is no JSON then, which is said where that is read. */
const BYTE_ORDER_MARK = "\ufeff";

const PRINTABLE =
  "The specified value for policyDocument is invalid. It must contain only printable ASCII characters.";

/** What the operations answer that take such a document: of one parameter in a sentence of its own, else by its constraint. */
const ANSWERS: Readonly<Partial<Record<PolicyKind, string>>> = {
  identity: PRINTABLE,
  boundary: PRINTABLE,
  trust: breaksConstraint("assumeRolePolicyDocument"),
  session: breaksConstraint("policy"),
};

function breaksConstraint(parameter: string): string {
  return `1 validation error detected: Value at '${parameter}' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+`;
}

/** More would help nobody: they come from one editor. */
const REFUSALS_MAX = 10;

/**
 * Refuses texts for their characters: those that the API does not take anywhere, and white space at the start, which IAM's
 * older parser does not take. STS does not ask that parser.
 */
export function checkCharacters(text: string, findings: FindingList): void {
  if (findings.purpose !== "save") return;
  if (findings.isForIam && /^[ \t\n\r]/.test(text)) refuseLeadingSpace(text, findings);
  // Organizations takes any text, and other services have rules of their own.
  const answer = ANSWERS[findings.kind];
  if (answer === undefined || text.startsWith(BYTE_ORDER_MARK)) return;
  for (const { 0: character, index } of Iterator.from(text.matchAll(REFUSED)).take(REFUSALS_MAX)) {
    refuseCharacter(character, index, { answer, findings });
  }
}

function refuseLeadingSpace(text: string, findings: FindingList): void {
  const end = text.search(/[^ \t\n\r]/);
  findings.refuse("leadingSpace", {
    span: { start: 0, end: end < 0 ? text.length : end },
    message: "The document begins with white space.",
    suggestion: 'Begin with "{".',
  });
}

interface Refusal {
  readonly answer: string;
  readonly findings: FindingList;
}

function refuseCharacter(character: string, at: number, { answer, findings }: Refusal): void {
  findings.refuse("refusedCharacter", {
    span: { start: at, end: at + character.length },
    message: `The API does not take the character ${JSON.stringify(character)} (${nameCodePoint(character)}).`,
    subject: answer,
    suggestion: `Within a string write it as ${escapeCharacter(character)}.`,
  });
}

function nameCodePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** As JSON writes it in ASCII: by UTF-16 code unit. */
function escapeCharacter(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const code = character.charCodeAt(index).toString(16).padStart(4, "0");
    return `\\u${code}`;
  }).join("");
}
