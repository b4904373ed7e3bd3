/** What the store holds, as who-can looks at it: everybody of some accounts, read at once. */
import {
  type DirectoryAccount,
  type DirectoryRole,
  type DirectoryUser,
  isUnrestricted,
  type PolicyReader,
  SERVICE_LINKED_PATH,
} from "@rolecall/access";
import type { AccountId } from "@rolecall/names";
import { eachPage, type ReadTransaction } from "@rolecall/store";
import type {
  Installation,
  SnapshotAccount,
  SnapshotPlace,
  SnapshotReach,
  SnapshotRole,
  SnapshotUser,
} from "@rolecall/who-can";

/** So many users and roles are held at once: whose accounts have more are not read, and told. */
const PRINCIPALS_MAX = 20_000;

const PAGE = 1_000;

export interface ReadingInstallation {
  readonly tx: ReadTransaction;
  readonly reader: PolicyReader;
}

/** @param accountIds closed ones and those that are not there are left out */
export async function readInstallation(
  { tx, reader }: ReadingInstallation,
  accountIds: readonly AccountId[],
): Promise<Installation> {
  const accounts: DirectoryAccount[] = [];
  const unreadAccountIds: AccountId[] = [];
  let count = 0;
  for (const id of accountIds) {
    const account = await reader.account(tx, id);
    if (account === undefined || account.isClosed) continue;
    const { users, roles } = await tx.accounts.counts(id);
    if (count > 0 && count + users + roles > PRINCIPALS_MAX) unreadAccountIds.push(id);
    else {
      count += users + roles;
      accounts.push(account);
    }
  }
  const ids = accounts.map(({ id }) => id);
  const { users, roles } = await reader.principals(tx, ids);
  const usersOf = Map.groupBy(users, ({ record }) => record.accountId);
  const rolesOf = Map.groupBy(roles, ({ record }) => record.accountId);
  return {
    accounts: accounts.map((account) => ({
      id: account.id,
      ...(account.place !== undefined && { place: placeOf(account.place) }),
      users: (usersOf.get(account.id) ?? []).map(userOf),
      roles: (rolesOf.get(account.id) ?? []).map(roleOf),
    })) satisfies SnapshotAccount[],
    unreadAccountIds,
    isUnrestricted,
    serviceReach: await reachOfServices(tx, reader),
  };
}

export function placeOf(place: NonNullable<DirectoryAccount["place"]>): SnapshotPlace {
  const { organizationId, paths, serviceControl, resourceControl } = place;
  return {
    organizationId,
    path: paths[0],
    ...(serviceControl !== undefined && { serviceControl }),
    ...(resourceControl !== undefined && { resourceControl }),
  };
}

function userOf({ record, arn, tags, identity, boundary, sources }: DirectoryUser): SnapshotUser {
  const { id, name } = record;
  return { arn, id, name, tags, identity, ...(boundary !== undefined && { boundary }), sources };
}

function roleOf({ record, arn, tags, identity, boundary, sources, trust }: DirectoryRole): SnapshotRole {
  const { id, name, path } = record;
  const isServiceLinked = path.startsWith(SERVICE_LINKED_PATH);
  const limits = boundary === undefined ? {} : { boundary };
  return { arn, id, name, tags, identity, ...limits, sources, trust, isServiceLinked };
}

/** Services that accounts registered act there, and in the organization that the account manages. */
async function reachOfServices(
  tx: ReadTransaction,
  reader: PolicyReader,
): Promise<ReadonlyMap<string, SnapshotReach>> {
  const found = new Map<string, SnapshotReach>();
  const pages = eachPage((request) => tx.registeredServices.list(request), PAGE);
  for await (const page of pages) {
    for (const { id, ownerAccountId } of page) {
      if (ownerAccountId === undefined) continue;
      const organizationId = (await reader.account(tx, ownerAccountId))?.place?.organizationId;
      const organization = organizationId && (await tx.organizations.byId(organizationId));
      const manages = organization && organization.managementAccountId === ownerAccountId;
      found.set(id, { accountId: ownerAccountId, organizationId: manages ? organizationId : undefined });
    }
  }
  return found;
}
