import type { ExplainedKey } from "@rolecall/contracts/rolecall";
import type { KnownKey } from "./asked-context.ts";

export function showKeys(keys: readonly KnownKey[]): readonly ExplainedKey[] {
  return keys.map(({ key, value, source }) => ({
    Key: key,
    Values: typeof value === "string" ? [value] : value,
    Source: source,
  }));
}
