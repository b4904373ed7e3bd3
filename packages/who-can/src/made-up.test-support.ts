/** Installations that are written down in a few lines. */
import assert from "node:assert/strict";
import {
  type CompiledPolicy,
  type CompiledPolicySet,
  compilePolicy,
  type PolicyKind,
  PolicySetCache,
  parsePolicy,
} from "@rolecall/policy";
import type {
  Installation,
  SnapshotAccount,
  SnapshotRole,
  SnapshotSource,
  SnapshotUser,
} from "./installation/installation.ts";

export type Statement = Readonly<Record<string, unknown>>;

interface MadeUpPrincipal {
  readonly name: string;
  readonly policy?: readonly Statement[];
  /** Those of managed policies of the account, by name. */
  readonly managed?: readonly string[];
  readonly boundary?: readonly Statement[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface MadeUpUser extends MadeUpPrincipal {
  /** By name. */
  readonly groups?: readonly string[];
}

export interface MadeUpRole extends MadeUpPrincipal {
  readonly trust: readonly Statement[];
  readonly path?: string;
}

export interface MadeUpAccount {
  readonly id: string;
  readonly organization?: {
    readonly id: string;
    /** A level each. */
    readonly serviceControl?: readonly (readonly Statement[])[];
    readonly resourceControl?: readonly (readonly Statement[])[];
  };
  readonly groups?: Readonly<Record<string, readonly Statement[]>>;
  readonly managed?: Readonly<Record<string, readonly Statement[]>>;
  readonly users?: readonly MadeUpUser[];
  readonly roles?: readonly MadeUpRole[];
}

const compiled = new Map<string, CompiledPolicy>();

export function compiledPolicy(statements: readonly Statement[], kind: PolicyKind): CompiledPolicy {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const known = compiled.get(kind + text);
  if (known !== undefined) return known;
  const parsed = parsePolicy(text, kind);
  assert.ok(parsed.ok, text);
  const policy = compilePolicy(parsed.policy);
  compiled.set(kind + text, policy);
  return policy;
}

export function madeUpInstallation(
  accounts: readonly MadeUpAccount[],
  more: Partial<Installation> = {},
): Installation {
  const sets = new PolicySetCache();
  return { accounts: accounts.map((account) => accountOf(account, sets)), unreadAccountIds: [], ...more };
}

function accountOf(account: MadeUpAccount, sets: PolicySetCache): SnapshotAccount {
  const { id, organization, users = [], roles = [] } = account;
  const levels = (kind: "serviceControl" | "resourceControl") => {
    const each = organization?.[kind]?.map((statements) => sets.intern([compiledPolicy(statements, kind)]));
    return each === undefined ? undefined : sets.internLevels(each);
  };
  const serviceControl = levels("serviceControl");
  const resourceControl = levels("resourceControl");
  return {
    id,
    ...(organization !== undefined && {
      place: {
        organizationId: organization.id,
        path: `${organization.id}/r-ab12/`,
        ...(serviceControl !== undefined && { serviceControl }),
        ...(resourceControl !== undefined && { resourceControl }),
      },
    }),
    users: users.map((user) => userOf(account, user, sets)),
    roles: roles.map((role) => roleOf(account, role, sets)),
  };
}

export const idOf = (prefix: string, { id }: { readonly id: string }, name: string) =>
  `${prefix}${id}${name}`.toUpperCase();

function userOf(account: MadeUpAccount, user: MadeUpUser, sets: PolicySetCache): SnapshotUser {
  const arn = `arn:aws:iam::${account.id}:user/${user.name}`;
  const sources = sourcesOf(account, user, arn);
  for (const group of user.groups ?? []) {
    const attachedTo = `arn:aws:iam::${account.id}:group/${group}`;
    const policy = compiledPolicy(account.groups?.[group] ?? assert.fail(group), "identity");
    sources.push({ layer: "identity", policy, name: "own", attachedTo });
  }
  return { arn, id: idOf("AIDA", account, user.name), ...shared(user, sources, sets) };
}

function roleOf(account: MadeUpAccount, role: MadeUpRole, sets: PolicySetCache): SnapshotRole {
  const arn = `arn:aws:iam::${account.id}:role${role.path ?? "/"}${role.name}`;
  return {
    arn,
    id: idOf("AROA", account, role.name),
    trust: sets.intern([compiledPolicy(role.trust, "trust")]),
    isServiceLinked: role.path?.startsWith("/aws-service-role/") === true,
    ...shared(role, sourcesOf(account, role, arn), sets),
  };
}

function sourcesOf(
  { id, managed = {} }: MadeUpAccount,
  principal: MadeUpPrincipal,
  attachedTo: string,
): SnapshotSource[] {
  const place = { layer: "identity", attachedTo } as const;
  const own = principal.policy ?? [];
  const sources: SnapshotSource[] = [];
  if (own.length > 0) sources.push({ ...place, policy: compiledPolicy(own, "identity"), name: "own" });
  for (const name of principal.managed ?? []) {
    const policy = compiledPolicy(managed[name] ?? assert.fail(name), "identity");
    sources.push({ ...place, policy, arn: `arn:aws:iam::${id}:policy/${name}` });
  }
  return sources;
}

function shared(
  { name, boundary, tags = {} }: MadeUpPrincipal,
  sources: readonly SnapshotSource[],
  sets: PolicySetCache,
): Pick<SnapshotUser, "name" | "tags" | "identity" | "sources"> & { readonly boundary?: CompiledPolicySet } {
  return {
    name,
    tags: new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value])),
    identity: sets.intern(sources.map(({ policy }) => policy)),
    ...(boundary !== undefined && { boundary: sets.intern([compiledPolicy(boundary, "boundary")]) }),
    sources,
  };
}
