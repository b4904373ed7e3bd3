import { isSecretMember, type Shape, type StructureShape } from "@rolecall/contracts";
import { lastWritten } from "./last-written.ts";
import { quote } from "./quote.ts";

/** What stands in a record in the place of a secret, as in CloudTrail. */
const HIDDEN = '"HIDDEN_DUE_TO_SECURITY_REASONS"';

/**
 * Longer texts are cut: a record is not a copy of the request. Of policies that may be stored all is shown, however much white
 * space is put before what somebody should not see: quotas count 10,240 characters without it, and with one between any two
 * there are twice as many.
 */
const MAX_TEXT_LENGTH = 20_480;

/** CloudTrail's limit for the parameters of a request, and for the elements of an answer. */
const MAX_VALUE_LENGTH = 100 * 1024;

/**
 * A value as a record shows it, as JSON, or what CloudTrail writes in its place where it is longer than 100 KB.
 * Source: CloudTrail User Guide, "CloudTrail record contents".
 */
export function recordedJson(name: "requestParameters" | "responseElements", shape: Shape, value: unknown) {
  const json = redactedJson(shape, value);
  if (json === undefined || json.length <= MAX_VALUE_LENGTH) return json;
  return `{"reason":"${name} too large","omitted":true,"originalSize":${json.length}}`;
}

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
    case "timestamp":
      return dateJson((value as Date).getTime());
    default:
      return JSON.stringify(value);
  }
}

const dateJson = lastWritten((epochMs) => JSON.stringify(new Date(epochMs)));

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
    isSecret: isSecretMember(name),
  }));
  membersOfShapes.set(shape, members);
  return members;
}

function cut(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  const close = text.replace(/\s+/g, " ");
  if (close.length <= MAX_TEXT_LENGTH) return close;
  return `${close.slice(0, MAX_TEXT_LENGTH)}… (${text.length} characters)`;
}
