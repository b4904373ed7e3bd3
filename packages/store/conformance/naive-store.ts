/** Every record family over plain lists: slow, and easy to see through. What engines are compared with. */
import { StoreError } from "../src/errors.ts";
import type { WriteTransaction } from "../src/families.ts";
import type { AccessKeyRecord } from "../src/records/access-key.ts";
import type { AccountRecord } from "../src/records/account.ts";
import type { AttachmentRecord } from "../src/records/attachment.ts";
import type { EntityRecord, EntityWriter } from "../src/records/entity.ts";
import type { GroupRecord } from "../src/records/group.ts";
import type { AccountId, UniqueId } from "../src/records/identifier.ts";
import type { InlinePolicyRecord } from "../src/records/inline-policy.ts";
import type { InstanceProfileRecord } from "../src/records/instance-profile.ts";
import type { LoginProfileRecord } from "../src/records/login-profile.ts";
import type { MembershipRecord } from "../src/records/membership.ts";
import type { OwnerKind } from "../src/records/owner.ts";
import type { Page, PageRequest } from "../src/records/page.ts";
import type { PolicyRecord } from "../src/records/policy.ts";
import type { PolicyVersionRecord } from "../src/records/policy-version.ts";
import type { RoleRecord } from "../src/records/role.ts";
import type { UsageRecord } from "../src/records/usage.ts";
import type { UserRecord } from "../src/records/user.ts";

export class NaiveState {
  accounts: AccountRecord[] = [];
  users: UserRecord[] = [];
  groups: GroupRecord[] = [];
  roles: RoleRecord[] = [];
  instanceProfiles: InstanceProfileRecord[] = [];
  policies: PolicyRecord[] = [];
  policyVersions: PolicyVersionRecord[] = [];
  attachments: AttachmentRecord[] = [];
  inlinePolicies: InlinePolicyRecord[] = [];
  memberships: MembershipRecord[] = [];
  accessKeys: AccessKeyRecord[] = [];
  loginProfiles: LoginProfileRecord[] = [];
  usage: UsageRecord[] = [];

  copy(): NaiveState {
    return Object.assign(new NaiveState(), structuredClone({ ...this }));
  }
}

export function naiveTransaction(state: NaiveState): WriteTransaction {
  return {
    accounts: accountsOf(state),
    users: entitiesOf<UserRecord>(state, "users", (id) => {
      forgetOwner(state, id);
      state.memberships = state.memberships.filter((each) => each.userId !== id);
      state.loginProfiles = state.loginProfiles.filter((each) => each.userId !== id);
    }),
    groups: entitiesOf<GroupRecord>(state, "groups", (id) => {
      forgetOwner(state, id);
      state.memberships = state.memberships.filter((each) => each.groupId !== id);
    }),
    roles: entitiesOf<RoleRecord>(state, "roles", (id) => {
      forgetOwner(state, id);
      state.instanceProfiles = state.instanceProfiles.map(({ roleId, ...profile }) =>
        roleId === undefined || roleId === id ? profile : { ...profile, roleId },
      );
    }),
    instanceProfiles: {
      ...entitiesOf<InstanceProfileRecord>(state, "instanceProfiles", () => {}),
      ofRole: async (roleId) =>
        sortBy(
          state.instanceProfiles.filter((each) => each.roleId === roleId),
          nameKey,
        ),
    },
    policies: entitiesOf<PolicyRecord>(state, "policies", (id, { arn }) => {
      state.policyVersions = state.policyVersions.filter((each) => each.policyId !== id);
      state.attachments = state.attachments.filter((each) => each.policyArn !== arn);
    }),
    policyVersions: policyVersionsOf(state),
    attachments: attachmentsOf(state),
    inlinePolicies: inlinePoliciesOf(state),
    memberships: membershipsOf(state),
    accessKeys: accessKeysOf(state),
    loginProfiles: loginProfilesOf(state),
    usage: usageOf(state),
  };
}

function forgetOwner(state: NaiveState, id: UniqueId): void {
  const gone = new Set<string>([
    id,
    ...state.accessKeys.filter((key) => key.ownerId === id).map((key) => key.id),
  ]);
  state.attachments = state.attachments.filter((each) => each.ownerId !== id);
  state.inlinePolicies = state.inlinePolicies.filter((each) => each.ownerId !== id);
  state.accessKeys = state.accessKeys.filter((each) => each.ownerId !== id);
  state.usage = state.usage.filter((each) => !gone.has(each.subject));
}

type EntityFamily = "users" | "groups" | "roles" | "instanceProfiles" | "policies";

function entitiesOf<Entity extends EntityRecord>(
  state: NaiveState,
  family: EntityFamily,
  onDelete: (id: UniqueId, entity: Entity) => void,
): EntityWriter<Entity> {
  const all = () => state[family] as unknown as Entity[];
  const replace = (entities: Entity[]) => Object.assign(state, { [family]: entities });
  const isSame = (a: Entity, b: Entity) => a.accountId === b.accountId && nameKey(a) === nameKey(b);
  return {
    byId: async (id) => all().find((each) => each.id === id),
    byName: async (accountId, name) =>
      all().find((each) => each.accountId === accountId && nameKey(each) === name.toLowerCase()),
    async list(accountId, { pathPrefix = "", ...request }) {
      const listed = all().filter((each) => each.accountId === accountId && each.path.startsWith(pathPrefix));
      return pageOf(sortBy(listed, nameKey), request, nameKey);
    },
    async insert(record) {
      refuse(all().some((each) => each.id === record.id || isSame(each, record)));
      replace([...all(), record]);
    },
    async update(record) {
      const old = all().find((each) => each.id === record.id && each.accountId === record.accountId);
      refuse(old === undefined || all().some((each) => each.id !== record.id && isSame(each, record)));
      replace(all().map((each) => (each.id === record.id ? record : each)));
    },
    async delete(id) {
      const old = all().find((each) => each.id === id);
      refuse(old === undefined);
      onDelete(id, old as Entity);
      replace(all().filter((each) => each.id !== id));
    },
  };
}

function accountsOf(state: NaiveState): WriteTransaction["accounts"] {
  const clashes = (record: AccountRecord) =>
    state.accounts.some(
      (each) =>
        each.id !== record.id &&
        (each.email.toLowerCase() === record.email.toLowerCase() ||
          (each.alias !== undefined && each.alias === record.alias)),
    );
  const count = (family: EntityFamily, id: AccountId) =>
    (state[family] as readonly EntityRecord[]).filter((each) => each.accountId === id).length;
  return {
    byId: async (id) => state.accounts.find((each) => each.id === id),
    byAlias: async (alias) => state.accounts.find((each) => each.alias === alias),
    byEmail: async (email) => state.accounts.find((each) => each.email.toLowerCase() === email.toLowerCase()),
    list: async () => sortBy(state.accounts, (each) => each.id),
    counts: async (id) => ({
      users: count("users", id),
      groups: count("groups", id),
      roles: count("roles", id),
      policies: count("policies", id),
      instanceProfiles: count("instanceProfiles", id),
    }),
    async insert(record) {
      refuse(clashes(record) || state.accounts.some((each) => each.id === record.id));
      state.accounts.push(record);
    },
    async update(record) {
      refuse(clashes(record) || !state.accounts.some((each) => each.id === record.id));
      state.accounts = state.accounts.map((each) => (each.id === record.id ? record : each));
    },
  };
}

function policyVersionsOf(state: NaiveState): WriteTransaction["policyVersions"] {
  const find = (policyId: UniqueId, version: number) =>
    state.policyVersions.find((each) => each.policyId === policyId && each.version === version);
  return {
    get: async (policyId, version) => find(policyId, version),
    list: async (policyId) =>
      state.policyVersions.filter((each) => each.policyId === policyId).sort((a, b) => b.version - a.version),
    countOfAccount: async (accountId) => {
      const own = state.policies.filter((policy) => policy.accountId === accountId).map(({ id }) => id);
      return state.policyVersions.filter((each) => own.includes(each.policyId)).length;
    },
    async insert(record) {
      refuse(!state.policies.some((each) => each.id === record.policyId));
      refuse(find(record.policyId, record.version) !== undefined);
      state.policyVersions.push(record);
    },
    async delete(policyId, version) {
      const old = find(policyId, version);
      refuse(old === undefined);
      state.policyVersions = state.policyVersions.filter((each) => each !== old);
    },
  };
}

function attachmentsOf(state: NaiveState): WriteTransaction["attachments"] {
  const find = (ownerId: UniqueId, arn: string) =>
    state.attachments.find((each) => each.ownerId === ownerId && each.policyArn === arn);
  const ofPolicy = (accountId: AccountId, arn: string) =>
    state.attachments.filter((each) => each.accountId === accountId && each.policyArn === arn);
  const boundaries = (accountId: AccountId, arn: string) =>
    (["user", "role"] as const).flatMap((ownerKind) =>
      sortBy(state[`${ownerKind}s`] as readonly (UserRecord | RoleRecord)[], (each) => each.id)
        .filter((each) => each.accountId === accountId && each.permissionsBoundary === arn)
        .map((each) => ({ ownerKind, ownerId: each.id })),
    );
  return {
    ofOwner: async (ownerId) => state.attachments.filter((each) => each.ownerId === ownerId),
    has: async (ownerId, arn) => find(ownerId, arn) !== undefined,
    ofPolicy: async (accountId, arn, request) => {
      const ownerOf = (each: AttachmentRecord) => each.ownerId;
      return pageOf(sortBy(ofPolicy(accountId, arn), ownerOf), request, ownerOf);
    },
    countOfPolicy: async (accountId, arn) => ofPolicy(accountId, arn).length,
    boundariesOfPolicy: async (accountId, arn) => boundaries(accountId, arn),
    countBoundariesOfPolicy: async (accountId, arn) => boundaries(accountId, arn).length,
    async attach(record) {
      requireOwner(state, record);
      if (find(record.ownerId, record.policyArn) !== undefined) return false;
      state.attachments.push(record);
      return true;
    },
    async detach(ownerId, arn) {
      const old = find(ownerId, arn);
      state.attachments = state.attachments.filter((each) => each !== old);
      return old !== undefined;
    },
  };
}

function inlinePoliciesOf(state: NaiveState): WriteTransaction["inlinePolicies"] {
  const find = (ownerId: UniqueId, name: string) =>
    state.inlinePolicies.find((each) => each.ownerId === ownerId && each.name === name);
  const remove = (old: InlinePolicyRecord | undefined) => {
    state.inlinePolicies = state.inlinePolicies.filter((each) => each !== old);
  };
  return {
    get: async (ownerId, name) => find(ownerId, name),
    ofOwner: async (ownerId) =>
      sortBy(
        state.inlinePolicies.filter((each) => each.ownerId === ownerId),
        (each) => each.name,
      ),
    async put(record) {
      requireOwner(state, record);
      remove(find(record.ownerId, record.name));
      state.inlinePolicies.push(record);
    },
    async delete(ownerId, name) {
      const old = find(ownerId, name);
      remove(old);
      return old !== undefined;
    },
  };
}

function membershipsOf(state: NaiveState): WriteTransaction["memberships"] {
  const find = (groupId: UniqueId, userId: UniqueId) =>
    state.memberships.find((each) => each.groupId === groupId && each.userId === userId);
  return {
    has: async (groupId, userId) => find(groupId, userId) !== undefined,
    groupsOfUser: async (userId) => {
      const ids = state.memberships.filter((each) => each.userId === userId).map((each) => each.groupId);
      return sortBy(
        state.groups.filter((each) => ids.includes(each.id)),
        nameKey,
      ).map((each) => each.id);
    },
    usersOfGroup: async (groupId, request) => {
      const ids = state.memberships.filter((each) => each.groupId === groupId).map((each) => each.userId);
      const page = pageOf(
        sortBy(
          state.users.filter((each) => ids.includes(each.id)),
          nameKey,
        ),
        request,
        nameKey,
      );
      return { ...page, items: page.items.map((each) => each.id) };
    },
    async add(record) {
      const { accountId, groupId, userId } = record;
      requireOwner(state, { accountId, ownerKind: "group", ownerId: groupId });
      requireOwner(state, { accountId, ownerKind: "user", ownerId: userId });
      if (find(groupId, userId) !== undefined) return false;
      state.memberships.push(record);
      return true;
    },
    async remove(groupId, userId) {
      const old = find(groupId, userId);
      state.memberships = state.memberships.filter((each) => each !== old);
      return old !== undefined;
    },
  };
}

function accessKeysOf(state: NaiveState): WriteTransaction["accessKeys"] {
  const find = (id: string) => state.accessKeys.find((each) => each.id === id);
  return {
    byId: async (id) => find(id),
    ofOwner: async (ownerId) => state.accessKeys.filter((each) => each.ownerId === ownerId),
    async insert(record) {
      requireOwner(state, record);
      refuse(find(record.id) !== undefined);
      state.accessKeys.push(record);
    },
    async setStatus(id, status) {
      refuse(find(id) === undefined);
      state.accessKeys = state.accessKeys.map((each) => (each.id === id ? { ...each, status } : each));
    },
    async delete(id) {
      refuse(find(id) === undefined);
      state.accessKeys = state.accessKeys.filter((each) => each.id !== id);
      state.usage = state.usage.filter((each) => each.subject !== id);
    },
  };
}

function loginProfilesOf(state: NaiveState): WriteTransaction["loginProfiles"] {
  const without = (userId: UniqueId) => state.loginProfiles.filter((each) => each.userId !== userId);
  return {
    ofUser: async (userId) => state.loginProfiles.find((each) => each.userId === userId),
    async put(record) {
      requireOwner(state, { accountId: record.accountId, ownerKind: "user", ownerId: record.userId });
      state.loginProfiles = [...without(record.userId), record];
    },
    async delete(userId) {
      const before = state.loginProfiles.length;
      state.loginProfiles = without(userId);
      return state.loginProfiles.length < before;
    },
  };
}

function usageOf(state: NaiveState): WriteTransaction["usage"] {
  const families = () => [state.accounts, state.users, state.roles, state.accessKeys];
  const isThere = (subject: string) =>
    families().some((family) => family.some((each: { readonly id: string }) => each.id === subject));
  return {
    of: async (subject) => state.usage.find((each) => each.subject === subject),
    async record(entries) {
      for (const entry of entries.filter((each) => isThere(each.subject))) {
        const old = state.usage.find((each) => each.subject === entry.subject);
        if (old !== undefined && old.at > entry.at) continue;
        state.usage = [...state.usage.filter((each) => each !== old), entry];
      }
    },
  };
}

interface Owner {
  readonly accountId: AccountId;
  readonly ownerKind: OwnerKind | "root";
  readonly ownerId: UniqueId;
}

function requireOwner(state: NaiveState, { accountId, ownerKind, ownerId }: Owner): void {
  const isRoot = (ownerId as string) === accountId && state.accounts.some((each) => each.id === accountId);
  const owners: readonly EntityRecord[] = ownerKind === "root" ? [] : state[`${ownerKind}s`];
  const isThere = owners.some((each) => each.id === ownerId && each.accountId === accountId);
  refuse(ownerKind === "root" ? !isRoot : !isThere);
}

function refuse(isWrong: boolean): void {
  if (isWrong) throw new StoreError("conflict", "the naive store refuses");
}

function pageOf<Item>(
  sorted: readonly Item[],
  { after, limit }: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const rest = sorted.filter((item) => after === undefined || keyOf(item) > after);
  const items = rest.slice(0, limit);
  return rest.length > limit ? { items, next: keyOf(items[limit - 1]!) } : { items };
}

/** The names that the model is tested with are ASCII. */
function nameKey(record: { readonly name: string }): string {
  return record.name.toLowerCase();
}

function sortBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
