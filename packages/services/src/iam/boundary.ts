/** Permissions boundaries, and policies named by ARN that are to be put to use. */

import type { AttachedPermissionsBoundary, PermissionsBoundaryAttachmentType } from "@rolecall/contracts/iam";
import { type Arn, AWS_ACCOUNT, isAccountId, parseArn, splitArn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { invalidArn, noSuchBoundary, policyNotAttachable, validationError } from "./error.ts";

/** The contract's enum says `PermissionsBoundaryPolicy`; AWS answers `Policy`, as its own text says. */
const BOUNDARY_TYPE = "Policy" as string as PermissionsBoundaryAttachmentType;

export function boundaryToWire(arn: Arn): AttachedPermissionsBoundary {
  return { PermissionsBoundaryType: BOUNDARY_TYPE, PermissionsBoundaryArn: arn };
}

type Reading = Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "env">;

/**
 * The managed policy, of AWS or of the caller's account, that is to be a boundary.
 * @throws InvalidInput where it is no policy's ARN, NoSuchEntity where there is no such policy
 */
export async function boundaryPolicy(reading: Reading, arn: string): Promise<Arn> {
  if (!isPolicyArn(arn)) throw invalidArn(arn);
  if (!(await isUsable(reading, arn))) throw noSuchBoundary(arn);
  return arn;
}

/**
 * The managed policy, of AWS or of the caller's account, that is to be attached.
 * @throws ValidationError where it is no policy's ARN, NoSuchEntity where there is no such policy
 */
export async function attachablePolicy(reading: Reading, arn: string): Promise<Arn> {
  if (!isPolicyArn(arn)) throw validationError(`ARN ${arn} is not valid.`);
  if (!(await isUsable(reading, arn))) throw policyNotAttachable(arn);
  return arn;
}

async function isUsable({ tx, caller, env }: Reading, arn: Arn): Promise<boolean> {
  if (env.managedPolicies.get(arn) !== undefined) return true;
  const named = parseArn("policy", arn);
  if (named === undefined || named.accountId !== caller.accountId) return false;
  return (await tx.policies.byName(named.accountId, named.name))?.arn === arn;
}

/** A policy of AWS (account `aws`) or of an account, with or without a path. */
export function isPolicyArn(text: string): text is Arn {
  const arn = splitArn(text);
  return (
    arn !== undefined &&
    /^aws[a-z-]*$/.test(arn.partition) &&
    arn.service === "iam" &&
    arn.region === "" &&
    (arn.account === AWS_ACCOUNT || isAccountId(arn.account)) &&
    /^policy\/[^:]+$/.test(arn.resource)
  );
}
