import type { Call } from "@rolecall/operations";
import type { OrganizationRecord, WriteTransaction } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation, refusal } from "../error.ts";
import { withdrawApproval } from "../handshake/all-features.ts";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { memberAccount } from "../subject/member.ts";

const CLOSURES_WINDOW_MS = 30 * 24 * 3600 * 1000;

/** Of the members. Source: Organizations User Guide, "Quotas and service limits", "Member accounts you can close in 30 days". */
const CLOSURES_SHARE = 0.2;

/**
 * The account is closed at once, where AWS takes minutes during which it is PENDING_CLOSURE.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html
 */
export const closeAccount = organizations.write("CloseAccount", {
  on: calledBy("management", memberAccount),
  perform: async ({ call, target: { organization, subject } }) => {
    const { tx, now } = call;
    const { account } = subject;
    if (organization.featureSet !== "ALL") throw constraintViolation("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE");
    if (account.id === organization.managementAccountId) {
      throw constraintViolation("CANNOT_CLOSE_MANAGEMENT_ACCOUNT");
    }
    if (account.closedAt !== undefined) throw refusal("AccountAlreadyClosedException");
    if ((await tx.delegatedAdministrators.ofAccount(account.id)).length > 0) {
      throw constraintViolation("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG");
    }
    await checkClosures(call, organization);
    await tx.accounts.update({ ...account, closedAt: now });
    await withdrawApproval(call, organization.id, account.id);
    return {};
  },
});

async function checkClosures(
  { tx, env, now }: Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">,
  { id }: OrganizationRecord,
): Promise<void> {
  const { AccountClosures, AccountClosuresAtMost } = ORGANIZATIONS_QUOTAS.of(env);
  const closed = await tx.organizationMembers.closed(id);
  const recent = closed.filter(({ closedAt }) => closedAt > now - CLOSURES_WINDOW_MS).length;
  if (recent < AccountClosures) return;
  const share = Math.floor((await tx.organizationMembers.count(id)) * CLOSURES_SHARE);
  if (recent >= Math.min(Math.max(AccountClosures, share), AccountClosuresAtMost)) {
    throw constraintViolation("CLOSE_ACCOUNT_QUOTA_EXCEEDED");
  }
}
