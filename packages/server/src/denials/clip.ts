import type { ContextValue } from "@rolecall/policy";

/** What is kept of a denial is not a copy of the request: what a client sends may be a megabyte. */
const TEXT_LENGTH = 1_024;
/** Policies' largest multivalued keys have 50 tags. */
const VALUES_MAX = 50;

/** A text as far as it is kept, or told; one that was longer says so. */
export function clipText(text: string, most = TEXT_LENGTH): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most)}... (${text.length} characters)`;
}

function clipValue(value: ContextValue): ContextValue {
  if (typeof value === "string") return clipText(value);
  const kept = value.slice(0, VALUES_MAX).map((each) => clipText(each));
  return value.length <= VALUES_MAX ? kept : [...kept, `... (${value.length} values)`];
}

export function clipContext(
  context: ReadonlyMap<string, ContextValue>,
): Readonly<Record<string, ContextValue>> {
  return Object.fromEntries([...context].map(([key, value]) => [key, clipValue(value)]));
}
