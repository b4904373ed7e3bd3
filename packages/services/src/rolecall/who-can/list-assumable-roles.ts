import {
  type Directory,
  type DirectoryUser,
  findOwner,
  type IdentifiedCaller,
  isPrincipal,
  isUnrestricted,
  NO_PERMISSION,
  SERVICE_LINKED_PATH,
  sessionPolicySet,
} from "@rolecall/access";
import type { ListAssumableRolesRequest, ListAssumableRolesResponse } from "@rolecall/contracts/rolecall";
import { type AccountId, formatArn } from "@rolecall/names";
import { openPage, type Preparation, pageOf } from "@rolecall/operations";
import { type CompiledPolicySet, compilePolicySet } from "@rolecall/policy";
import { eachPage, type ReadTransaction, type RoleRecord } from "@rolecall/store";
import { type AssumableRole, type Installation, listAssumable } from "@rolecall/who-can";
import { rolecall } from "../define.ts";
import { placeOf } from "./read-installation.ts";

/** Accounts of the organization that are looked at, the caller's own among them; roles that trust it. */
const ACCOUNTS_MAX = 100;
const ROLES_MAX = 2_000;

type Preparing = Preparation<ListAssumableRolesRequest>;

/**
 * The roles that the caller may assume, of its own account and of its organization's. It is about the caller itself, whom AssumeRole
 * would tell the same, one role after the other: it needs nothing but a signature. A role that does not let the caller in is not told.
 */
export const listAssumableRoles = rolecall.read("ListAssumableRoles", {
  resolve: () => undefined,
  requires: () => NO_PERMISSION,
  preparesBy: "network",
  prepare: (preparation: Preparing) => preparation.store.read((tx) => assumableRoles(tx, preparation)),
  async perform({ call, prepared }): Promise<ListAssumableRolesResponse> {
    const pager = openPage(call);
    const page = pageOf(prepared, ({ arn }) => arn, pager.request);
    const roles = page.items.map(({ arn, name, accountId, state, needs }) => ({
      RoleArn: arn,
      RoleName: name,
      AccountId: accountId,
      State: state,
      Needs: needs,
    }));
    return { Roles: roles, ...pager.marks(page) };
  },
});

async function assumableRoles(
  tx: ReadTransaction,
  { caller, now, env: { directory } }: Preparing,
): Promise<readonly AssumableRole[]> {
  // Root, federated users and services assume no roles by policies of their own.
  if (caller.kind !== "user" && caller.kind !== "roleSession") return [];
  const owner = await findOwner(tx, directory, caller);
  if (owner === undefined || !isPrincipal(owner)) return [];
  const accountIds = await accountsAround(tx, caller.accountId);
  const roles = await tx.search.rolesTrusting(accountIds, caller.accountId, ROLES_MAX);
  const installation = await installationOf(tx, { directory, owner, accountIds, roles });
  const session = await limitsOf(tx, caller, directory);
  const hasShownCode = caller.session?.mfaAuthenticatedAtSeconds !== undefined;
  const context = hasShownCode ? { "aws:multifactorauthpresent": "true" } : {};
  return listAssumable({ arn: owner.arn, session }, installation, { clock: () => now, context });
}

/** @returns undefined where nothing limits the session */
async function limitsOf(
  tx: ReadTransaction,
  { session: claims }: IdentifiedCaller,
  directory: Directory,
): Promise<readonly CompiledPolicySet[] | undefined> {
  const policies = claims && (await sessionPolicySet(tx, claims, directory));
  const { sessionLibrary } = directory;
  const delegated =
    claims?.delegation && sessionLibrary.setOf([sessionLibrary.compile(claims.delegation.policy, "session")]);
  const limits = [policies, delegated].filter((set) => set !== undefined);
  return limits.length === 0 ? undefined : limits;
}

/** Its own first, where its organization has more than are looked at. */
async function accountsAround(tx: ReadTransaction, own: AccountId): Promise<readonly AccountId[]> {
  const member = await tx.organizationMembers.ofAccount(own);
  const found = new Set([own]);
  if (member === undefined) return [own];
  const pages = eachPage(
    (request) => tx.organizationMembers.list(member.organizationId, request),
    ACCOUNTS_MAX,
  );
  for await (const page of pages) {
    for (const { accountId } of page) if (found.size < ACCOUNTS_MAX) found.add(accountId);
    if (found.size >= ACCOUNTS_MAX) break;
  }
  return [...found].sort();
}

interface Around {
  readonly directory: Directory;
  /** The user or role that asks. */
  readonly owner: Omit<DirectoryUser, "record"> & Pick<DirectoryUser | { record: RoleRecord }, "record">;
  readonly accountIds: readonly AccountId[];
  readonly roles: readonly RoleRecord[];
}

const NOTHING: CompiledPolicySet = compilePolicySet([]);

/** As much of it as tells who lets the owner in: of other roles whom they trust, and nothing of what they may do. */
async function installationOf(
  tx: ReadTransaction,
  { directory, owner, accountIds, roles }: Around,
): Promise<Installation> {
  const { arn, tags, identity, boundary, sources, record } = owner;
  const limits = boundary === undefined ? {} : { boundary };
  const itself = { arn, id: record.id, name: record.name, tags, identity, ...limits, sources };
  const isRole = "trustPolicy" in record;
  const rolesOf = Map.groupBy(roles, ({ accountId }) => accountId);
  const accounts: Installation["accounts"][number][] = [];
  for (const id of accountIds) {
    const account = await directory.account(tx, id);
    if (account === undefined || account.isClosed) continue;
    const others = (rolesOf.get(id) ?? []).filter((role) => role.id !== record.id);
    const own = isRole && record.accountId === id ? [{ ...itself, ...trustOf(directory, record) }] : [];
    accounts.push({
      id,
      ...(account.place !== undefined && { place: placeOf(account.place) }),
      users: !isRole && record.accountId === id ? [itself] : [],
      roles: [
        ...own,
        ...others.map((role) => ({
          arn: formatArn("role", role),
          id: role.id,
          name: role.name,
          tags: tagsOf(role),
          identity: NOTHING,
          sources: [],
          ...trustOf(directory, role),
        })),
      ],
    });
  }
  return { accounts, unreadAccountIds: [], isUnrestricted };
}

function tagsOf({ tags }: RoleRecord): ReadonlyMap<string, string> {
  return new Map(tags.map(({ key, value }) => [key.toLowerCase(), value]));
}

function trustOf(directory: Directory, role: RoleRecord) {
  return { trust: directory.trustOf(role), isServiceLinked: role.path.startsWith(SERVICE_LINKED_PATH) };
}
