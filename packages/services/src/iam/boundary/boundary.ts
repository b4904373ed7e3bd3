/** Permissions boundaries, and policies named by ARN that are to be put to use. */

import type { AttachedPermissionsBoundary, PermissionsBoundaryAttachmentType } from "@rolecall/contracts/iam";
import { type Arn, parseArn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { noSuchBoundary, policyNotAttachable } from "../error.ts";
import { readPolicyArn } from "../policy/policy-arn.ts";

/** The contract's enum says `PermissionsBoundaryPolicy`; AWS answers `Policy`, as its own text says. */
const BOUNDARY_TYPE = "Policy" as string as PermissionsBoundaryAttachmentType;

export function boundaryToWire(arn: Arn): AttachedPermissionsBoundary {
  return { PermissionsBoundaryType: BOUNDARY_TYPE, PermissionsBoundaryArn: arn };
}

type Reading = Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "env">;

/**
 * The managed policy, of AWS or of the caller's account, that is to be a boundary.
 * @throws as readPolicyArn, NoSuchEntity where there is no such policy
 */
export async function boundaryPolicy(reading: Reading, text: string): Promise<Arn> {
  const arn = readPolicyArn(text);
  if (!(await isUsable(reading, arn))) throw noSuchBoundary(arn);
  return arn;
}

/**
 * The managed policy, of AWS or of the caller's account, that is to be attached.
 * @throws as readPolicyArn, NoSuchEntity where there is no such policy
 */
export async function attachablePolicy(reading: Reading, text: string): Promise<Arn> {
  const arn = readPolicyArn(text);
  if (!(await isUsable(reading, arn))) throw policyNotAttachable(arn);
  return arn;
}

async function isUsable({ tx, caller, env }: Reading, arn: Arn): Promise<boolean> {
  if (env.managedPolicies.get(arn) !== undefined) return true;
  const named = parseArn("policy", arn);
  if (named === undefined || named.accountId !== caller.accountId) return false;
  return (await tx.policies.byName(named.accountId, named.name))?.arn === arn;
}
