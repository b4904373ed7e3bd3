import type { Shape, StructureShape } from "@rolecall/contracts";
import { quote } from "./quote.ts";

/** What stands in a record in the place of a secret, as in CloudTrail. */
const HIDDEN = '"HIDDEN_DUE_TO_SECURITY_REASONS"';

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

/**
 * A value as a record shows it, as JSON: members with a small first letter, secrets hidden, dates as text. Undefined where there
 * is no value.
 */
export function redactedJson(shape: Shape, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (shape.sensitive) return HIDDEN;
  switch (shape.kind) {
    case "structure":
      return structureJson(shape, value as Readonly<Record<string, unknown>>);
    case "list":
      return `[${(value as readonly unknown[]).map((item) => redactedJson(shape.element, item) ?? "null").join()}]`;
    case "map":
      return mapJson(shape.value, value as Readonly<Record<string, unknown>>);
    case "blob":
      return HIDDEN;
    case "string":
      return quote(cut(value as string));
    default:
      return JSON.stringify(value);
  }
}

function structureJson(shape: StructureShape, value: Readonly<Record<string, unknown>>): string {
  let json = "";
  for (const { name, shownName, memberShape, isSecret } of shownMembers(shape)) {
    const item = value[name];
    if (item === undefined) continue;
    const shown = isSecret ? HIDDEN : redactedJson(memberShape, item);
    if (shown !== undefined) json += `${json === "" ? "" : ","}${shownName}:${shown}`;
  }
  return `{${json}}`;
}

function mapJson(shape: Shape, value: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const shown = redactedJson(shape, item);
    return shown === undefined ? [] : [`${quote(key)}:${shown}`];
  });
  return `{${entries.join()}}`;
}

interface ShownMember {
  readonly name: string;
  /** In quotation marks. */
  readonly shownName: string;
  readonly memberShape: Shape;
  readonly isSecret: boolean;
}

/** Worked out once for each shape of a contract. */
const membersOfShapes = new WeakMap<StructureShape, readonly ShownMember[]>();

function shownMembers(shape: StructureShape): readonly ShownMember[] {
  const known = membersOfShapes.get(shape);
  if (known !== undefined) return known;
  const members = shape.members.map(({ name, shape: memberShape }) => ({
    name,
    shownName: quote(name.charAt(0).toLowerCase() + name.slice(1)),
    memberShape,
    isSecret: SECRET_MEMBERS.has(name),
  }));
  membersOfShapes.set(shape, members);
  return members;
}

function cut(text: string): string {
  return text.length <= MAX_TEXT_LENGTH ? text : `${text.slice(0, MAX_TEXT_LENGTH)}…`;
}
