import type { OrganizationsOperations } from "@rolecall/contracts";
import { type AccountId, toAccountId } from "@rolecall/names";
import { ORGANIZATIONS_QUOTAS } from "@rolecall/services/quotas";
import type { Installation } from "../../installation/installation.ts";
import type { LocatedSeed } from "../located-seed.ts";
import type { SeedPath } from "../seed-path.ts";
import { createSeedWriter } from "../seed-writer.ts";
import type { SeedOrganization } from "./seed-organization.ts";

type Operations = OrganizationsOperations;

/** Runs an operation of Organizations for a seed. */
export type RunOrganizations = <Name extends keyof Operations & string>(
  name: Name,
  input: Operations[Name]["input"],
  path: SeedPath,
) => Promise<Operations[Name]["output"]>;

/** Writes a seed's organization, as root users of its accounts. */
export interface OrganizationWriter {
  readonly managementAccount: AccountId;
  readonly members: readonly AccountId[];
  readonly asManagement: RunOrganizations;
  asMember(accountId: AccountId): RunOrganizations;
}

/**
 * INVARIANT: what a seed holds is not more than its accounts: where they are more than AWS gives a new organization, as many may be in it
 * as the seed has, and none may join that the quota does not let in.
 */
export function createOrganizationWriter(
  installation: Installation,
  located: LocatedSeed,
  organization: SeedOrganization,
): OrganizationWriter {
  const ids = located.seed.accounts.map(({ id }) => toAccountId(id));
  const { quotas } = installation;
  const Accounts = Math.max(ORGANIZATIONS_QUOTAS.of(installation).Accounts, ids.length);
  const raised = { ...quotas, organizations: { ...quotas.organizations, Accounts } };
  const as = (accountId: AccountId): RunOrganizations => {
    const writer = createSeedWriter(installation, accountId, { located, quotas: raised });
    return (name, input, path) => writer.call("organizations", name, input as never, path) as never;
  };
  const managementAccount = toAccountId(organization.managementAccount);
  return {
    managementAccount,
    members: ids.filter((id) => id !== managementAccount),
    asManagement: as(managementAccount),
    asMember: as,
  };
}
