/** Which services the accounts of a part of an organization tried, and which of them was last. */
import type { AccountId, OrganizationPolicyId, ParentId } from "@rolecall/names";
import {
  type EpochMilliseconds,
  eachPage,
  type OrganizationRecord,
  type PageRequest,
  type Store,
} from "@rolecall/store";
import type { ReportedEntity } from "./reported-entity.ts";

export interface Activity {
  readonly at: EpochMilliseconds;
  readonly region: string;
  /** Of the account that was last. */
  readonly entityPath: string;
  /** How many accounts tried it. */
  readonly accounts: number;
}

/** Units and accounts that are read in one transaction: others' requests come between two. */
const AT_ONCE = 100;

interface Scope {
  readonly organization: OrganizationRecord;
  readonly entity: ReportedEntity;
  readonly path: string;
  /** What a policy is attached to, where only accounts under it count. */
  readonly attachedTo: ReadonlySet<string> | undefined;
}

/** The roots, units and accounts that a policy is attached to. */
export async function targetsOf(
  store: Store,
  { id: organizationId }: OrganizationRecord,
  policyId: OrganizationPolicyId,
): Promise<ReadonlySet<string>> {
  const list = (request: PageRequest) =>
    store.read((tx) => tx.organizationAttachments.ofPolicy(organizationId, policyId, request));
  const targets = new Set<string>();
  for await (const page of eachPage(list, AT_ONCE)) for (const { targetId } of page) targets.add(targetId);
  return targets;
}

/**
 * By service. The management account is counted where the report is about it alone: no policy limits it.
 * Source: IAM API Reference, GenerateOrganizationsAccessReport.
 */
export async function activityIn(store: Store, scope: Scope): Promise<ReadonlyMap<string, Activity>> {
  const { entity, organization, path, attachedTo } = scope;
  const found = new Map<string, Activity>();
  const isCovered = attachedTo === undefined || entity.levels.some((level) => attachedTo.has(level));
  if (entity.accountId !== undefined) {
    const isManagement = entity.accountId === organization.managementAccountId;
    const isCounted = isCovered || (isManagement && attachedTo.size > 0);
    if (isCounted) await addAccounts(store, found, [{ accountId: entity.accountId, path }]);
    return found;
  }
  const parents = [{ id: entity.parentId, path, isCovered }];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    const { id, path: above, isCovered: isAll } = parent;
    for await (const members of membersOf(store, id)) {
      const counted = members.filter(
        (accountId) =>
          accountId !== organization.managementAccountId && (isAll || attachedTo?.has(accountId) === true),
      );
      await addAccounts(
        store,
        found,
        counted.map((accountId) => ({ accountId, path: `${above}/${accountId}` })),
      );
    }
    for await (const units of unitsOf(store, id)) {
      for (const unit of units) {
        const isUnitCovered = isAll || attachedTo?.has(unit) === true;
        parents.push({ id: unit, path: `${above}/${unit}`, isCovered: isUnitCovered });
      }
    }
  }
  return found;
}

async function* membersOf(store: Store, parentId: ParentId) {
  const list = (request: PageRequest) =>
    store.read((tx) => tx.organizationMembers.ofParent(parentId, request));
  for await (const page of eachPage(list, AT_ONCE)) yield page.map(({ accountId }) => accountId);
}

async function* unitsOf(store: Store, parentId: ParentId) {
  const list = (request: PageRequest) =>
    store.read((tx) => tx.organizationalUnits.ofParent(parentId, request));
  for await (const page of eachPage(list, AT_ONCE)) yield page.map(({ id }) => id);
}

interface PlacedAccount {
  readonly accountId: AccountId;
  readonly path: string;
}

async function addAccounts(
  store: Store,
  found: Map<string, Activity>,
  accounts: readonly PlacedAccount[],
): Promise<void> {
  const traces = await store.read((tx) =>
    Promise.all(accounts.map(({ accountId }) => tx.accessTraces.newestOfAccount(accountId))),
  );
  for (const [index, { path: entityPath }] of accounts.entries()) {
    for (const { serviceNamespace, at, region } of traces[index] ?? []) {
      const before = found.get(serviceNamespace);
      const newest = before === undefined || at > before.at ? { at, region, entityPath } : before;
      found.set(serviceNamespace, { ...newest, accounts: (before?.accounts ?? 0) + 1 });
    }
  }
}
