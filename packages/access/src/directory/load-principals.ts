/** All users and roles of accounts at once: for who looks at everybody. Nobody is kept, but their documents and sets are shared. */
import { type AccountId, type Arn, formatArn, type UniqueId } from "@rolecall/names";
import type { CompiledPolicy } from "@rolecall/policy";
import type { HeldPolicies, ReadTransaction, RoleRecord, UserRecord } from "@rolecall/store";
import type { DirectoryRole, DirectoryUser, PolicySource, PrincipalPolicies } from "./directory-entry.ts";
import { compileTrust, type Loading } from "./principal-loader.ts";
import { tagsByLowerCaseKey } from "./tag-map.ts";

export interface LoadedPrincipals {
  readonly users: readonly DirectoryUser[];
  readonly roles: readonly DirectoryRole[];
}

/** So many accounts are asked about at once. */
const ACCOUNTS_AT_ONCE = 100;

/**
 * Sorted by account, then by name.
 * @throws Error where an attached policy is gone: a bug, and never an allow
 */
export async function loadPrincipals(
  tx: ReadTransaction,
  accountIds: readonly AccountId[],
  loading: Loading,
): Promise<LoadedPrincipals> {
  const users: DirectoryUser[] = [];
  const roles: DirectoryRole[] = [];
  for (let from = 0; from < accountIds.length; from += ACCOUNTS_AT_ONCE) {
    const held = await tx.search.heldPolicies(accountIds.slice(from, from + ACCOUNTS_AT_ONCE));
    const collecting = new Collecting(held, loading);
    users.push(...held.users.map((record) => collecting.user(record)));
    roles.push(...held.roles.map((record) => collecting.role(record)));
  }
  return { users, roles };
}

class Collecting {
  readonly #held: HeldPolicies;
  readonly #loading: Loading;
  readonly #groups: ReadonlyMap<UniqueId, readonly PolicySource[]>;

  constructor(held: HeldPolicies, loading: Loading) {
    this.#held = held;
    this.#loading = loading;
    this.#groups = new Map(
      held.groups.map((group) => [group.id, this.#ownedBy(group.id, formatArn("group", group))]),
    );
  }

  user(record: UserRecord): DirectoryUser {
    const arn = formatArn("user", record);
    const ofGroups = this.#held.groupsOf(record.id).flatMap((id) => this.#groups.get(id) ?? []);
    return this.#principal(record, arn, [...this.#ownedBy(record.id, arn), ...ofGroups]);
  }

  role(record: RoleRecord): DirectoryRole {
    const arn = formatArn("role", record);
    const policies = this.#principal(record, arn, this.#ownedBy(record.id, arn));
    return { ...policies, trust: compileTrust(record, this.#loading.library) };
  }

  #ownedBy(id: UniqueId, attachedTo: Arn): readonly PolicySource[] {
    const place = { layer: "identity", attachedTo } as const;
    const { library } = this.#loading;
    const inline = this.#held.inlineIn(id).map(({ name, document }) => ({
      ...place,
      name,
      policy: library.compile(document, "identity"),
    }));
    const attached = this.#held.attachedTo(id).map((arn) => {
      const policy = this.#managed(arn);
      if (policy === undefined) throw new Error(`The attached policy ${arn} does not exist.`);
      return { ...place, arn, policy };
    });
    return [...inline, ...attached];
  }

  #managed(arn: Arn): CompiledPolicy | undefined {
    const { library, managedPolicies } = this.#loading;
    const text = managedPolicies.document(arn) ?? this.#held.documents.get(arn);
    return text === undefined ? undefined : library.compile(text, "identity");
  }

  #principal<Record extends UserRecord | RoleRecord>(
    record: Record,
    arn: Arn,
    sources: readonly PolicySource[],
  ): PrincipalPolicies & { record: Record; arn: Arn; tags: ReadonlyMap<string, string> } {
    const { library } = this.#loading;
    const known = { record, arn, tags: tagsByLowerCaseKey(record.tags) };
    const identity = library.setOf(sources.map(({ policy }) => policy));
    const { permissionsBoundary } = record;
    if (permissionsBoundary === undefined) return { ...known, identity, sources };
    const policy = this.#managed(permissionsBoundary);
    // A boundary that is gone limits to nothing: never to everything.
    if (policy === undefined) return { ...known, identity, boundary: library.setOf([]), sources };
    const source = { layer: "boundary", policy, arn: permissionsBoundary, attachedTo: arn } as const;
    return { ...known, identity, boundary: library.setOf([policy]), sources: [...sources, source] };
  }
}
