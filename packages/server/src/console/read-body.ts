import { ConsoleError } from "./console-error.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Characters of a text that a page sends. */
const TEXT_LENGTH = 1_024;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** @throws ConsoleError InvalidRequest where the body is no JSON object */
export function readFields(body: Uint8Array): Fields {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    throw new ConsoleError("InvalidRequest", "The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ConsoleError("InvalidRequest", "The body has to be a JSON object.");
  return value as Fields;
}

/** @throws ConsoleError InvalidRequest where it is not there, no text, or too long. The value is not repeated: it may be a secret. */
export function requiredText(fields: Fields, name: string): string {
  const text = optionalText(fields, name);
  if (text === undefined || text === "") throw new ConsoleError("InvalidRequest", `"${name}" is missing.`);
  return text;
}

/** Null counts as absent. @throws ConsoleError as `requiredText` */
export function optionalText(fields: Fields, name: string): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new ConsoleError("InvalidRequest", `"${name}" has to be a text.`);
  if (value.length > TEXT_LENGTH)
    throw new ConsoleError("InvalidRequest", `"${name}" has more than ${TEXT_LENGTH} characters.`);
  return value;
}
