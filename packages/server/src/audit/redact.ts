import type { Shape, StructureShape } from "@rolecall/contracts";

/** What stands in a record in the place of a secret, as in CloudTrail. */
const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

/**
 * Members that are secret although their contract does not say so. INVARIANT: a token or password never reaches a record.
 */
const SECRET_MEMBERS: ReadonlySet<string> = new Set([
  "AuthenticationCode1",
  "AuthenticationCode2",
  "ContextAssertion",
  "NewPassword",
  "OldPassword",
  "Password",
  "SAMLAssertion",
  "SecretAccessKey",
  "SessionToken",
  "TokenCode",
  "WebIdentityToken",
  "code",
  "deviceCode",
  "userCode",
]);

/** Longer texts are cut: a record is not a copy of the request. */
const MAX_TEXT_LENGTH = 10_000;

/** A value as a record shows it: members with a small first letter, secrets hidden, dates as text. */
export function redact(shape: Shape, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (shape.sensitive) return HIDDEN;
  switch (shape.kind) {
    case "structure":
      return redactStructure(shape, value as Readonly<Record<string, unknown>>);
    case "list":
      return (value as readonly unknown[]).map((item) => redact(shape.element, item));
    case "map":
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(shape.value, item)]));
    case "blob":
      return HIDDEN;
    case "string":
      return cut(value as string);
    default:
      return value;
  }
}

function redactStructure(
  shape: StructureShape,
  value: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const shown: Record<string, unknown> = {};
  for (const member of shape.members) {
    const item = value[member.name];
    if (item === undefined) continue;
    const name = member.name.charAt(0).toLowerCase() + member.name.slice(1);
    shown[name] = SECRET_MEMBERS.has(member.name) ? HIDDEN : redact(member.shape, item);
  }
  return shown;
}

function cut(text: string): string {
  return text.length <= MAX_TEXT_LENGTH ? text : `${text.slice(0, MAX_TEXT_LENGTH)}…`;
}
