/**
 * What the Account service's operations are about: an account, by itself or as a member of an organization.
 * Source: Account Management Reference Guide, "Enable trusted access", "Use the AccountId parameter"; Service Authorization
 * Reference, "Actions, resources, and condition keys for AWS Account Management".
 */
import { type AccountId, formatArn, toAccountId } from "@rolecall/names";
import type { Call, On, Permission, PermissionDetails } from "@rolecall/operations";
import type { ContextValue } from "@rolecall/policy";
import type { AccountRecord, ReadTransaction } from "@rolecall/store";
import { checkPlace, findPlace, type Place } from "./place.ts";

/** An input that may name an account. Without one it is about the caller's own. */
export interface NamesAccount {
  readonly AccountId?: string | undefined;
}

/** The account that was asked about, and the caller's and its places in organizations where it was named. */
export interface FoundAccount {
  readonly accountId: AccountId;
  readonly record: AccountRecord | undefined;
  /** Absent where the input names no account. */
  readonly place: Place | undefined;
}

type AccountCall = Call<NamesAccount, ReadTransaction>;

/** The caller's own account; or a member, where the caller's account manages accounts for the organization. */
export const anAccount: On<NamesAccount, FoundAccount, AccountRecord> = {
  async find({ input, caller, tx }) {
    const named = input.AccountId;
    const accountId = named === undefined ? caller.accountId : toAccountId(named);
    const record = await tx.accounts.byId(accountId);
    return {
      accountId,
      record,
      place: named === undefined ? undefined : await findPlace(tx, caller, accountId),
    };
  },
  permission: (_call, found) => accountPermission(found),
  take(found, call) {
    checkPlace(found, { callerArn: call.caller.arn, operation: call.contract.name });
    if (found.record === undefined) throw new Error(`Account ${found.accountId} is not in the store.`);
    return found.record;
  },
};

/** On the account, with condition keys of the operation's own. */
export function withKeys<Input extends NamesAccount>(
  keysOf: (input: Input) => readonly (readonly [key: string, value: ContextValue])[],
): (call: Call<Input, ReadTransaction>, found: FoundAccount) => PermissionDetails {
  return ({ input }, found) => ({
    context: new Map([...(accountPermission(found).context ?? []), ...keysOf(input)]),
  });
}

/** One that is in no organization that the caller knows of has no other ARN than its own: nobody gets further with it. */
function accountPermission({ accountId, place }: FoundAccount): Permission {
  const member = place?.member;
  if (place === undefined || member === undefined) return { resource: formatArn("account", { accountId }) };
  const { id: organizationId, managementAccountId } = member.organization;
  return {
    resource: formatArn("account-in-organization", {
      accountId: managementAccountId,
      organizationId,
      memberId: accountId,
    }),
    context: new Map<string, ContextValue>([
      ["account:accountresourceorgpaths", [member.path]],
      ...member.tags.map(
        ({ key, value }) => [`account:accountresourceorgtags/${key.toLowerCase()}`, value] as const,
      ),
    ]),
  };
}

/** The account that a call is about, by its input alone. */
export function accountIdOf({ input, caller }: Pick<AccountCall, "input" | "caller">): AccountId {
  return input.AccountId === undefined ? caller.accountId : toAccountId(input.AccountId);
}
