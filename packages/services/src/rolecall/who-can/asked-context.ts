import type { AskedContextEntry } from "@rolecall/contracts/rolecall";
import type { ContextRecord } from "@rolecall/policy";
import { invalidInput } from "../error.ts";

/** @throws ValidationException where a key comes twice */
export function askedContext(entries: readonly AskedContextEntry[] = []): ContextRecord {
  const context = new Map<string, string | readonly string[]>();
  for (const { Key, Values } of entries) {
    const key = Key.toLowerCase();
    if (context.has(key)) throw invalidInput(`Context: the key ${JSON.stringify(Key)} comes twice.`);
    const [first = ""] = Values;
    context.set(key, Values.length === 1 ? first : Values);
  }
  return context;
}
