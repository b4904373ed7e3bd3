/** The role by which Organizations works in every account of every organization. */
import { foresee } from "@rolecall/access";
import { type AccountId, formatArn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import {
  findLinkedService,
  type LinkedService,
  linkedRoleName,
  linkedRolePath,
  makeLinkedRole,
} from "@rolecall/operations/linked-role";
import type { ReadTransaction, WriteTransaction } from "@rolecall/store";
import { organizationsError } from "../error.ts";

const SERVICE = "organizations.amazonaws.com";

function linkedService(): LinkedService {
  const linked = findLinkedService(SERVICE);
  if (linked === undefined) throw new Error(`The table of service-linked roles has no ${SERVICE}.`);
  return linked;
}

/** Source: Organizations User Guide, "Using service-linked roles with AWS Organizations". */
export async function hasOrganizationsRole(tx: ReadTransaction, accountId: AccountId): Promise<boolean> {
  return (await tx.roles.byName(accountId, linkedRoleName(linkedService()))) !== undefined;
}

/** Makes the role where it is missing, for an account that was just created. */
export async function makeOrganizationsRole(
  making: Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">,
  accountId: AccountId,
): Promise<void> {
  if (await hasOrganizationsRole(making.tx, accountId)) return;
  await makeLinkedRole(making, { accountId, linked: linkedService() });
}

/**
 * Makes the role in the caller's account where it is missing; the caller has to have the permission to make it.
 * @throws AccessDeniedForDependencyException
 */
export async function needOrganizationsRole(call: Call<unknown, WriteTransaction>): Promise<void> {
  const { tx, env, caller } = call;
  const { accountId } = caller;
  if (await hasOrganizationsRole(tx, accountId)) return;
  const linked = linkedService();
  const role = { accountId, path: linkedRolePath(linked.service), name: linkedRoleName(linked) };
  const { decision } = await foresee({ tx, directory: env.directory }, call, {
    action: "iam:CreateServiceLinkedRole",
    resource: formatArn("role", role),
    context: new Map([["iam:awsservicename", linked.service]]),
  });
  if (decision !== "allowed") throw dependencyDenied();
  await makeLinkedRole(call, { accountId, linked });
}

function dependencyDenied() {
  return organizationsError(
    "AccessDeniedForDependencyException",
    "The request failed because your credentials do not have permission to create the service-linked role required by AWS Organizations.",
    { Reason: "ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE" },
  );
}
