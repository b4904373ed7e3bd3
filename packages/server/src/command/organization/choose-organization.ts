import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { Mistake } from "../../mistake.ts";

/**
 * The organization that is meant: the one that was named, or the only one.
 * @throws Mistake where there is none, or which is not clear
 */
export async function chooseOrganization(
  tx: ReadTransaction,
  wanted: string | undefined,
): Promise<OrganizationRecord> {
  const all = await tx.organizations.list();
  if (all.length === 0) {
    throw new Mistake("there is no organization here: no account has created one (docs/organizations.md).");
  }
  const known = all
    .map(({ id, managementAccountId }) => `${id} of account ${managementAccountId}`)
    .join(", ");
  if (wanted === undefined && all.length > 1) {
    throw new Mistake(`say which organization with --organization ID. There are: ${known}.`);
  }
  const chosen = wanted === undefined ? all[0] : all.find(({ id }) => id === wanted);
  if (chosen !== undefined) return chosen;
  throw new Mistake(`--organization: there is no organization ${wanted} here. There is: ${known}.`);
}
