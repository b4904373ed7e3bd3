/** Patterns with more stars than this are not tried: they come of no person's hand. */
const STARS_MAX = 8;

/** Which of the written actions covers this one: itself, or a pattern. Names compare without regard to case. */
export function coverOf(written: readonly string[], action: string): string | undefined {
  const wanted = action.toLowerCase();
  return (
    written.find((value) => value.toLowerCase() === wanted) ?? written.find((value) => covers(value, wanted))
  );
}

function covers(pattern: string, wanted: string): boolean {
  const text = pattern.toLowerCase().replaceAll(/\*+/g, "*");
  if (!/[*?]/.test(text) || text.split("*").length > STARS_MAX) return false;
  const source = text
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(wanted);
}

/** The services that a list of actions speaks of, by their prefixes. */
export function servicesOf(actions: readonly string[]): readonly string[] {
  const prefixes = actions.map((action) => action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase());
  return [...new Set(prefixes)].filter((prefix) => /^[a-z0-9-]+$/.test(prefix));
}
