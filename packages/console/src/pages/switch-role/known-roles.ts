/** A role that was switched to on this device. Names and colours: nothing of it is secret. */
export interface KnownRole {
  readonly account: string;
  readonly roleName: string;
  readonly displayName: string;
  readonly color: string;
  /** Kept for good; the others are AWS's five recent ones. */
  readonly isPinned: boolean;
}

const KEY = "rolecall.roles";
const MOST_RECENT = 5;

/** The pinned ones first, then the recent ones, newest first. */
export function readKnownRoles(): readonly KnownRole[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]") as readonly KnownRole[];
    return [...kept.filter(({ isPinned }) => isPinned), ...kept.filter(({ isPinned }) => !isPinned)];
  } catch {
    return [];
  }
}

/** Puts a role in front of the recent ones. */
export function rememberRole(role: Omit<KnownRole, "isPinned">): void {
  const others = readKnownRoles().filter((each) => !isSame(each, role));
  const isPinned = readKnownRoles().some((each) => isSame(each, role) && each.isPinned);
  write([{ ...role, isPinned }, ...others]);
}

export function pinRole(role: KnownRole, isPinned: boolean): void {
  write(readKnownRoles().map((each) => (isSame(each, role) ? { ...each, isPinned } : each)));
}

function isSame(
  one: Pick<KnownRole, "account" | "roleName">,
  other: Pick<KnownRole, "account" | "roleName">,
) {
  return one.account === other.account && one.roleName === other.roleName;
}

/** Pinned ones have no limit. */
function write(roles: readonly KnownRole[]): void {
  const recent = roles.filter(({ isPinned }) => !isPinned).slice(0, MOST_RECENT);
  localStorage.setItem(KEY, JSON.stringify([...roles.filter(({ isPinned }) => isPinned), ...recent]));
}

/** The link that fills the form. */
export function linkToRole({ account, roleName, displayName, color }: Omit<KnownRole, "isPinned">): string {
  const params = new URLSearchParams({ account, roleName, displayName, color });
  return `/console/switchrole?${params}`;
}
