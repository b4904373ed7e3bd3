/** Permissions boundaries, and policies named by ARN that are to be put to use. */
import { type Call, policyNameOfArn } from "@rolecall/access";
import type { AttachedPermissionsBoundary, PermissionsBoundaryAttachmentType } from "@rolecall/contracts/iam";
import type { Arn, ReadTransaction } from "@rolecall/store";
import { policyNotAttachable, unparsableArn } from "./error.ts";

/** The contract's enum says `PermissionsBoundaryPolicy`; AWS answers `Policy`, as its own text says. */
const BOUNDARY_TYPE = "Policy" as string as PermissionsBoundaryAttachmentType;

export function boundaryToWire(arn: Arn): AttachedPermissionsBoundary {
  return { PermissionsBoundaryType: BOUNDARY_TYPE, PermissionsBoundaryArn: arn };
}

/**
 * Checks that a policy, of AWS or of the caller's account, is there to be attached or to be a boundary.
 * @throws ValidationError where it is no ARN, NoSuchEntity where there is no such policy
 */
export async function attachablePolicy(
  { tx, caller, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "env">,
  arn: string,
): Promise<Arn> {
  if (env.managedPolicies.get(arn) !== undefined) return arn as Arn;
  if (!isArn(arn)) throw unparsableArn();
  const named = policyNameOfArn(arn);
  const isOwn = named !== undefined && named.accountId === caller.accountId;
  const policy = isOwn ? await tx.policies.byName(named.accountId, named.name) : undefined;
  if (policy?.arn !== arn) throw policyNotAttachable(arn);
  return policy.arn;
}

/** Six parts, of which the first, the partition, the service and the last are not empty. */
function isArn(text: string): boolean {
  return /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(text);
}
