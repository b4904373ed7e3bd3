import { type Caller, type Requirement, refuseForbiddenSession } from "@rolecall/access";
import type { Preparation } from "@rolecall/operations";
import type { Installation } from "@rolecall/who-can";
import { keptInstallation } from "./kept-installation.ts";
import { READ_ACTION, readableAccounts } from "./readable-accounts.ts";

export interface LookedInstallation {
  readonly installation: Installation;
  /** Accounts that the caller may not read. */
  readonly unreadAccountIds: readonly string[];
}

/** Whoever may not read its own account's permissions is refused; other accounts that it may not read are told. */
export const ownAccount = {
  resolve({ caller }: { readonly caller: Caller }): undefined {
    // Credentials that may not call IAM learn nothing of it here either.
    refuseForbiddenSession(caller, "iam", "GetAccountAuthorizationDetails");
  },
  requires: (): readonly Requirement[] => [{ action: READ_ACTION, resource: "*" }],
};

/** The accounts that were asked about, as far as the caller may read them, as they are now. */
export async function lookAtAccounts(
  { store, caller, now, request, env }: Preparation<unknown>,
  asked: readonly string[] | undefined,
): Promise<LookedInstallation> {
  const { directory } = env;
  return store.read(async (tx) => {
    const reading = { tx, directory, asking: { caller, now, request } };
    const { accountIds, unreadAccountIds } = await readableAccounts(reading, asked);
    const installation = await keptInstallation(tx, directory, accountIds);
    return { installation, unreadAccountIds };
  });
}
