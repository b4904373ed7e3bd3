/** Longer patterns are not compared: comparing takes their product. */
const LENGTH_MAX = 128;

/**
 * Whether a pattern of `*` and `?` matches all that another one matches. Never wrongly true; false for patterns longer than
 * anyone writes.
 */
export function covers(pattern: string, other: string): boolean {
  if (pattern === "*") return true;
  if (pattern.length > LENGTH_MAX || other.length > LENGTH_MAX) return pattern === other;
  let at = 0;
  let otherAt = 0;
  let star = -1;
  let starOther = 0;
  while (otherAt < other.length) {
    if (pattern[at] === "*") {
      star = at++;
      starOther = otherAt;
    } else if (coversCharacter(pattern[at], other[otherAt]!)) {
      at++;
      otherAt++;
    } else if (star >= 0) {
      at = star + 1;
      otherAt = ++starOther;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/** A `*` of the other can be anything, so that only a `*` covers it. */
function coversCharacter(mine: string | undefined, other: string): boolean {
  return mine === other || (mine === "?" && other !== "*");
}

/** Whether some text matches both a pattern and the literal text. */
export function matchesName(pattern: string, name: string): boolean {
  return covers(pattern.toLowerCase(), name.toLowerCase());
}
