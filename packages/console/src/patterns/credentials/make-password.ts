const SETS = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "!@#$%^&*()_+-=[]{}|"];
const LENGTH_MIN = 20;

/**
 * A password that holds to any policy an account can have: one of each kind, the rest of all, in an order of chance.
 * Signs that look alike are left out.
 * @param lengthMin what the account's policy asks for
 */
export function makePassword(lengthMin: number): string {
  const length = Math.max(LENGTH_MIN, lengthMin);
  const signs = Array.from({ length }, (_sign, at) => pick(SETS[at] ?? SETS.join("")));
  for (let at = signs.length - 1; at > 0; at--) {
    const other = randomBelow(at + 1);
    [signs[at], signs[other]] = [signs[other]!, signs[at]!];
  }
  return signs.join("");
}

function pick(from: string): string {
  return from[randomBelow(from.length)]!;
}

/** Each number below is as likely: what would favour the small ones is drawn again. */
function randomBelow(limit: number): number {
  const most = Math.floor(2 ** 32 / limit) * limit;
  const drawn = new Uint32Array(1);
  do crypto.getRandomValues(drawn);
  while (drawn[0]! >= most);
  return drawn[0]! % limit;
}
