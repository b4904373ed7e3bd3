import { SERVICE_LINKED_PATH } from "@rolecall/access";
import { type AccountId, type Arn, formatArn, newUniqueId } from "@rolecall/names";
import type { RoleRecord, WriteTransaction } from "@rolecall/store";
import type { Call } from "../operation.ts";
import type { LinkedService } from "./linked-service.ts";

const MAX_SESSION_SECONDS = 3600;

export function linkedRolePath(service: string): string {
  return `${SERVICE_LINKED_PATH}${service}/`;
}

export function linkedRoleName({ roleName }: LinkedService, suffix?: string): string {
  return suffix === undefined ? roleName : `${roleName}_${suffix}`;
}

/** Recorded: GetRole and ListRoles show texts where the answer to the creation has lists. */
export function linkedRoleTrust(Principal: object, Action: string | readonly string[]): string {
  const statement = { Effect: "Allow", Principal, Action };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

interface NewLinkedRole {
  readonly accountId: AccountId;
  readonly linked: LinkedService;
  readonly suffix?: string | undefined;
  readonly description?: string | undefined;
}

type Making = Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">;

/**
 * Makes the role of one of AWS's services, with the one policy that it has. Such roles do not count against the quota.
 * @throws StoreError "conflict" where the account has a role of that name
 */
export async function makeLinkedRole(
  { tx, env, now }: Making,
  { accountId, linked, suffix, description = linked.description }: NewLinkedRole,
): Promise<RoleRecord> {
  const role: RoleRecord = {
    id: newUniqueId("AROA", env.random),
    accountId,
    name: linkedRoleName(linked, suffix),
    path: linkedRolePath(linked.service),
    createdAt: now,
    trustPolicy: linkedRoleTrust({ Service: linked.service }, "sts:AssumeRole"),
    trustPrincipals: {},
    ...(description !== undefined && { description }),
    maxSessionSeconds: MAX_SESSION_SECONDS,
    tags: [],
  };
  await tx.roles.insert(role);
  const policyArn = policyOf(linked);
  if (env.managedPolicies.get(policyArn) === undefined) throw new Error(`There is no ${policyArn}.`);
  const { id: ownerId } = role;
  await tx.attachments.attach({ accountId, ownerKind: "role", ownerId, policyArn, attachedAt: now });
  return role;
}

function policyOf({ policyName }: LinkedService): Arn {
  return formatArn("aws-policy", { path: SERVICE_LINKED_PATH, name: policyName });
}
