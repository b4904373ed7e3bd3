/** Everybody of an installation by name, and who trusts whom: worked out once, and kept for as long as the installation is. */
import type { Installation, SnapshotAccount, SnapshotUser } from "./installation.ts";
import type { RoleNode, UserNode } from "./node.ts";
import { mayAllow, type Trusted, trustedBy } from "./trusted.ts";

export interface InstallationIndex {
  readonly installation: Installation;
  readonly accounts: ReadonlyMap<string, SnapshotAccount>;
  readonly users: readonly UserNode[];
  readonly roles: readonly RoleNode[];
  /** By ARN and by unique id. */
  readonly byName: ReadonlyMap<string, UserNode | RoleNode>;
  readonly rolesOfAccount: ReadonlyMap<string, readonly RoleNode[]>;
  readonly usersOfAccount: ReadonlyMap<string, readonly UserNode[]>;
  readonly trust: TrustIndex;
  /** Whom any trust policy tells apart by name. */
  readonly told: ReadonlySet<string>;
  /** A trust policy is about everybody but some. */
  readonly tellsAll: boolean;
}

/** Roles by whom they trust. */
export interface TrustIndex {
  /** By ARN or unique id; of sessions by account and role name (`111122223333/Deployer`). */
  readonly byName: ReadonlyMap<string, readonly RoleNode[]>;
  readonly byAccount: ReadonlyMap<string, readonly RoleNode[]>;
  readonly open: readonly RoleNode[];
}

const known = new WeakMap<Installation, InstallationIndex>();

export function indexOf(installation: Installation): InstallationIndex {
  const index = known.get(installation) ?? makeIndex(installation);
  known.set(installation, index);
  return index;
}

function makeIndex(installation: Installation): InstallationIndex {
  const numberAlike = createNumbering();
  const users: UserNode[] = [];
  const roles: RoleNode[] = [];
  for (const account of installation.accounts) {
    for (const user of account.users)
      users.push({ kind: "user", account, user, alike: numberAlike(account, user) });
    for (const role of account.roles) {
      roles.push({
        kind: "role",
        account,
        role,
        place: roles.length,
        alike: numberAlike(account, role, role.isServiceLinked ? "linked" : "role"),
        trusted: trustedBy(role.trust),
        takesTags: mayAllow(role.trust, "sts:TagSession"),
        takesSourceIdentity: mayAllow(role.trust, "sts:SetSourceIdentity"),
      });
    }
  }
  const byName = new Map<string, UserNode | RoleNode>();
  for (const node of users) byName.set(node.user.arn, node).set(node.user.id, node);
  for (const node of roles) byName.set(node.role.arn, node).set(node.role.id, node);
  return {
    installation,
    accounts: new Map(installation.accounts.map((account) => [account.id, account])),
    users,
    roles,
    byName,
    rolesOfAccount: Map.groupBy(roles, ({ account }) => account.id),
    usersOfAccount: Map.groupBy(users, ({ account }) => account.id),
    trust: trustIndexOf(roles),
    told: new Set(roles.flatMap(({ trusted }) => [...trusted.told])),
    tellsAll: roles.some(({ trusted }) => trusted.tellsAll),
  };
}

/** An index of some roles alone. */
export function trustIndexOf(roles: readonly RoleNode[]): TrustIndex {
  const byName = new Map<string, RoleNode[]>();
  const byAccount = new Map<string, RoleNode[]>();
  const open: RoleNode[] = [];
  for (const role of roles) {
    for (const name of role.trusted.names) append(byName, name, role);
    for (const key of role.trusted.sessions.keys()) append(byName, key, role);
    for (const id of role.trusted.accountIds) append(byAccount, id, role);
    if (role.trusted.isOpen) open.push(role);
  }
  return { byName, byAccount, open };
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Numbers principals so that those have the same one of whom every policy says the same, names and tags aside. */
function createNumbering() {
  const parts = new Map<object, number>();
  const numbers = new Map<string, number>();
  const numberOf = <Key>(map: Map<Key, number>, key: Key) => {
    const number = map.get(key) ?? map.size;
    map.set(key, number);
    return number;
  };
  return (account: SnapshotAccount, principal: SnapshotUser, kind = "user"): number => {
    const { identity, boundary, sources } = principal;
    const limit = boundary === undefined ? "" : numberOf(parts, boundary);
    return numberOf(
      numbers,
      [kind, account.id, numberOf(parts, identity), limit, ...groupsOf(sources)].join(),
    );
  };
}

/** The groups that have any of a user's policies, by ARN. */
export function groupsOf(sources: SnapshotUser["sources"]): readonly string[] {
  const found = new Set<string>();
  for (const { attachedTo } of sources) if (attachedTo.includes(":group/")) found.add(attachedTo);
  return [...found];
}

/** Whether a resource's policy tells somebody apart from others of its account. */
export function isTold({ told, tellsAll }: Trusted, node: UserNode | RoleNode): boolean {
  if (tellsAll) return true;
  if (told.size === 0) return false;
  const { arn, id } = node.kind === "user" ? node.user : node.role;
  return told.has(arn) || told.has(id);
}
