/** Which accounts a caller may look at: its own, and of who manages or administers an organization those of it that policies allow. */
import { type Asking, type Directory, permitted, type Requirement } from "@rolecall/access";
import { type AccountId, toAccountId } from "@rolecall/names";
import { eachPage, type ReadTransaction } from "@rolecall/store";

export interface ReadableAccounts {
  readonly accountIds: readonly AccountId[];
  /** Those that were asked about, or are of the organization, and may not be read. */
  readonly unreadAccountIds: readonly AccountId[];
}

export interface Reading {
  readonly tx: ReadTransaction;
  readonly directory: Directory;
  readonly asking: Asking & { readonly caller: { readonly accountId: AccountId } };
}

export const READ_ACTION = "iam:GetAccountAuthorizationDetails";

/** Whoever administers one of these for an organization looks at its accounts on AWS too. */
const ADMINISTERED = ["access-analyzer.amazonaws.com", "iam.amazonaws.com"];

const PAGE = 100;

/** @param asked all that there are where absent */
export async function readableAccounts(
  reading: Reading,
  asked: readonly string[] | undefined,
): Promise<ReadableAccounts> {
  const { accountId } = reading.asking.caller;
  const within = new Set(await accountsWithin(reading));
  const wanted = asked === undefined ? [accountId, ...within] : asked.map(toAccountId);
  const distinct = [...new Set(wanted)];
  const known = distinct.filter((id) => id === accountId || within.has(id));
  const allowed = await permitted(reading, reading.asking, known.map(requirementOn));
  const accountIds = known.filter((_, place) => allowed[place]);
  return { accountIds, unreadAccountIds: distinct.filter((id) => !accountIds.includes(id)) };
}

/** Policies tell accounts apart by `aws:ResourceAccount`. */
function requirementOn(accountId: AccountId): Requirement {
  return { action: READ_ACTION, resource: "*", context: new Map([["aws:resourceaccount", accountId]]) };
}

/** The accounts of the organization that the caller's account manages or administers; none of others. */
async function accountsWithin({ tx, asking }: Reading): Promise<readonly AccountId[]> {
  const { accountId } = asking.caller;
  const member = await tx.organizationMembers.ofAccount(accountId);
  const organization = member && (await tx.organizations.byId(member.organizationId));
  if (organization === undefined) return [];
  const delegated = await tx.delegatedAdministrators.ofAccount(accountId);
  const isIn =
    organization.managementAccountId === accountId ||
    delegated.some(({ servicePrincipal }) => ADMINISTERED.includes(servicePrincipal));
  if (!isIn) return [];
  const found: AccountId[] = [];
  const pages = eachPage((request) => tx.organizationMembers.list(organization.id, request), PAGE);
  for await (const page of pages) found.push(...page.map((each) => each.accountId));
  return found;
}
