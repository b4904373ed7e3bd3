import type { Requirement } from "@rolecall/access";
import type { AccessKeyLastUsed } from "@rolecall/contracts/iam";
import { formatArn, isAccessKeyId } from "@rolecall/names";
import { commonError } from "@rolecall/operations";
import type { UsageRecord } from "@rolecall/store";
import { iam } from "../define.ts";

/** What AWS answers where it knows no service or region. */
const NOT_AVAILABLE = "N/A";

/**
 * A key of another account is as unknown as one that is not there, and both are denied.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html
 */
export const getAccessKeyLastUsed = iam.read("GetAccessKeyLastUsed", {
  resolve: async ({ input, caller, tx }) => {
    const { AccessKeyId: id } = input;
    const key = isAccessKeyId(id) ? await tx.accessKeys.byId(id) : undefined;
    if (key?.accountId !== caller.accountId) return undefined;
    return { key, user: key.ownerKind === "user" ? await tx.users.byId(key.ownerId) : undefined };
  },
  requires: ({ caller }, target): readonly Requirement[] => {
    const action = "iam:GetAccessKeyLastUsed";
    if (target === undefined) return [{ action, resource: "*" }];
    const { user } = target;
    if (user === undefined) return [{ action, resource: formatArn("root", { accountId: caller.accountId }) }];
    return [{ action, resource: formatArn("user", user), resourceTags: user.tags }];
  },
  perform: async ({ call: { input, caller, tx }, target }) => {
    if (target === undefined) {
      throw commonError(
        "accessDenied",
        `User: ${caller.arn} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${input.AccessKeyId}`,
      );
    }
    const lastUsed = lastUsedToWire(await tx.usage.of(target.key.id));
    return { AccessKeyLastUsed: lastUsed, ...(target.user && { UserName: target.user.name }) };
  },
});

function lastUsedToWire(usage: UsageRecord | undefined): AccessKeyLastUsed {
  return {
    ...(usage !== undefined && { LastUsedDate: new Date(usage.at) }),
    ServiceName: usage?.service ?? NOT_AVAILABLE,
    Region: usage?.region ?? NOT_AVAILABLE,
  };
}
