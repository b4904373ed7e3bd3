/** Sessions of roles that a service of AWS's assumes for a machine, a task or a function, and hands to it: without session policies. */
import type { Requirement } from "@rolecall/access";
import type { DeliveryKeys } from "@rolecall/credentials";
import type { Call } from "@rolecall/operations";
import {
  findRole,
  grantedRole,
  issueCredentials,
  joinSessionTags,
  type RoleTarget,
  rolePermission,
  roleSessionClaims,
  sessionKeys,
  validFrom,
} from "@rolecall/operations/role-session";
import type { ReadTransaction } from "@rolecall/store";

/** Six hours, as EC2's, ECS's and EKS's are, whatever the role allows those who assume it themselves. */
export const MACHINE_SESSION_SECONDS = 21_600;

/** @throws ValidationException where it is no role's ARN */
export async function deliveredTarget(
  call: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  { roleArn, sessionName }: { readonly roleArn: string; readonly sessionName: string },
): Promise<RoleTarget> {
  const tags = joinSessionTags({}, { calling: undefined, limit: 0 });
  return { ...(await findRole(call, roleArn)), sessionName, tags, sourceIdentity: undefined };
}

/** The role's trust policy has to let the service in. */
export function trustRequirement(target: RoleTarget): Requirement {
  return { ...rolePermission(target, sessionKeys(target)), action: "sts:AssumeRole" };
}

interface Delivered {
  readonly durationSeconds: number;
  /** What tells of every call of the session where it came from. */
  readonly deliveryKeys?: DeliveryKeys;
}

export function deliverSession(
  { env, now, request }: Pick<Call<unknown, ReadTransaction>, "env" | "now" | "request">,
  target: RoleTarget,
  { durationSeconds, deliveryKeys }: Delivered,
) {
  const validity = validFrom(now, durationSeconds);
  const claims = {
    ...roleSessionClaims(target, { policies: { policyArns: [] }, ...validity }),
    ...(deliveryKeys !== undefined && { deliveryKeys }),
  };
  env.usage.note({
    subject: grantedRole(target).record.id,
    at: now,
    service: "sts",
    region: request.region,
  });
  return {
    session: {
      AssumedRoleUser: { AssumedRoleId: claims.principalId, Arn: claims.principalArn },
      Credentials: issueCredentials(env, claims, {}).Credentials,
    },
    issuedAt: new Date(claims.issuedAtSeconds * 1000),
  };
}
