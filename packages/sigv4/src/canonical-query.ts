import { uriNormalize } from "./uri-encode.ts";

interface Parameter {
  readonly name: string;
  readonly value: string;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** By name first: sorting "name=value" would put "a-b" before "a", since "-" comes before "=". */
function byNameThenValue(left: Parameter, right: Parameter): number {
  return compare(left.name, right.name) || compare(left.value, right.value);
}

function canonicalParameter(text: string): Parameter {
  const equals = text.indexOf("=");
  if (equals < 0) return { name: uriNormalize(text, "space"), value: "" };
  return {
    name: uriNormalize(text.slice(0, equals), "space"),
    value: uriNormalize(text.slice(equals + 1), "space"),
  };
}

/**
 * Step 1b, the canonical query string: names and values encoded alike and sorted. `without` are names (as the canonical
 * form spells them) that are no part of what was signed.
 */
export function canonicalQuery(rawQuery: string, without: readonly string[]): string {
  if (rawQuery === "") return "";
  const parameters: Parameter[] = [];
  for (const text of rawQuery.split("&")) {
    if (text === "") continue;
    const parameter = canonicalParameter(text);
    if (!without.includes(parameter.name)) parameters.push(parameter);
  }
  return parameters
    .sort(byNameThenValue)
    .map(({ name, value }) => `${name}=${value}`)
    .join("&");
}
