import type { FindingList } from "./finding-list.ts";
import type { PolicyKind } from "./policy.ts";

/** What IAM's and STS's contracts take in a document: `[\u0009\u000A\u000D\u0020-\u00FF]+`. */
const REFUSED = /[^\t\n\r\u0020-\u00ff]/;

const BYTE_ORDER_MARK = "\ufeff";

/**
 * The parameters of IAM and STS, as their messages name them. Organizations takes any text, and other services have rules of
 * their own.
 */
const PARAMETERS: Readonly<Partial<Record<PolicyKind, string>>> = {
  identity: "policyDocument",
  boundary: "policyDocument",
  trust: "assumeRolePolicyDocument",
  session: "policy",
};

/**
 * Refuses texts for their characters: those that the API does not take anywhere, and white space at the start, which IAM's
 * older parser does not take. STS does not ask that parser.
 */
export function checkCharacters(text: string, findings: FindingList): void {
  if (findings.purpose !== "save") return;
  if (findings.isForIam && /^[ \t\n\r]/.test(text)) refuseLeadingSpace(text, findings);
  const parameter = PARAMETERS[findings.kind];
  const at = parameter === undefined ? -1 : text.search(REFUSED);
  if (parameter !== undefined && at >= 0) refuseCharacter(text, at, { parameter, findings });
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
  readonly parameter: string;
  readonly findings: FindingList;
}

function refuseCharacter(text: string, at: number, { parameter, findings }: Refusal): void {
  const character = String.fromCodePoint(text.codePointAt(at)!);
  const isMark = character === BYTE_ORDER_MARK;
  findings.refuse("refusedCharacter", {
    span: { start: at, end: at + character.length },
    message: isMark
      ? "There is a byte order mark, which the API does not take."
      : `The API does not take the character ${JSON.stringify(character)} (${nameCodePoint(character)}).`,
    subject: parameter,
    suggestion: isMark
      ? "Save the file as UTF-8 without a byte order mark."
      : `Within a string write it as ${escapeCharacter(character)}.`,
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
