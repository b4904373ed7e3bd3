import type { AccessKeyLastUsed } from "@rolecall/contracts/iam";
import { formatArn, isAccessKeyId } from "@rolecall/names";
import { commonError, type On } from "@rolecall/operations";
import type { AccessKeyRecord, UsageRecord, UserRecord } from "@rolecall/store";
import { iam } from "../define.ts";

/** What AWS answers where it knows no service or region. */
const NOT_AVAILABLE = "N/A";

interface KeyWithOwner {
  readonly key: AccessKeyRecord;
  /** Absent where it is the root user's. */
  readonly user: UserRecord | undefined;
}

/** A key of the caller's account. One of another account is as unknown as one that is not there, and both are denied. */
const ownKey: On<{ readonly AccessKeyId: string }, KeyWithOwner | undefined, KeyWithOwner> = {
  async find({ input, caller, tx }) {
    const { AccessKeyId: id } = input;
    const key = isAccessKeyId(id) ? await tx.accessKeys.byId(id) : undefined;
    if (key?.accountId !== caller.accountId) return undefined;
    return { key, user: key.ownerKind === "user" ? await tx.users.byId(key.ownerId) : undefined };
  },
  permission({ caller: { accountId } }, found) {
    if (found === undefined) return { resource: "*" };
    const { user } = found;
    return user === undefined
      ? { resource: formatArn("root", { accountId }) }
      : { resource: formatArn("user", user), resourceTags: user.tags };
  },
  take(found, { input, caller }) {
    if (found !== undefined) return found;
    const message = `User: ${caller.arn} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${input.AccessKeyId}`;
    throw commonError("accessDenied", message);
  },
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html */
export const getAccessKeyLastUsed = iam.read("GetAccessKeyLastUsed", {
  on: ownKey,
  perform: async ({ call: { tx }, target: { key, user } }) => {
    const lastUsed = lastUsedToWire(await tx.usage.of(key.id));
    return { AccessKeyLastUsed: lastUsed, ...(user && { UserName: user.name }) };
  },
});

function lastUsedToWire(usage: UsageRecord | undefined): AccessKeyLastUsed {
  return {
    ...(usage !== undefined && { LastUsedDate: new Date(usage.at) }),
    ServiceName: usage?.service ?? NOT_AVAILABLE,
    Region: usage?.region ?? NOT_AVAILABLE,
  };
}
