/**
 * The key by which names are compared and sorted without regard to case.
 *
 * AWS allows ASCII alone in the names of users, groups, roles and policies, but e-mail addresses may hold more, and a
 * store must not depend on checks made elsewhere. Lower, upper and lower again comes close to Unicode's full case
 * folding with what the language has: ß, ẞ and ss are one, and so are σ and ς. Where it differs from Unicode, it
 * takes more names for the same (ı for i), which is the safe side for names that grant access. Normal forms are not
 * touched: é and e + ◌́ are two names.
 */
export function foldName(name: string): string {
  const lower = name.toLowerCase();
  return isAscii(name) ? lower : lower.toUpperCase().toLowerCase();
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}
