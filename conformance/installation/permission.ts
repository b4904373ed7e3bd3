/** One way to ask whether an operation takes exactly its permissions: denied in AWS's words without each, done with them. */
import assert from "node:assert/strict";
import { DeleteUserPolicyCommand, type IAMClient, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { deniedMessageOf, readDeniedMessage } from "./denied.ts";

/** One action on one resource. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** What the denial calls the resource, where that is not its ARN: `user bob`. */
  readonly named?: string;
  /**
   * Condition keys that the request has, each with its value, or values: the permission is given under them, and is of no use under
   * others.
   */
  readonly condition?: Readonly<Record<string, string | readonly string[]>>;
}

/** A user who may do nothing but what a test allows. */
export interface LimitedUser {
  readonly arn: string;
  readonly userName: string;
  /** Of an administrator of the user's account. */
  readonly admin: IAMClient;
}

export interface PermissionCase {
  readonly user: LimitedUser;
  /** In the order in which they are asked for; none where nobody needs a permission. */
  readonly needs: readonly Need[];
  /** The error that is answered once all are there; absent where it is done. */
  readonly answers?: string | undefined;
  /** Sends the operation as the user. */
  send(): Promise<unknown>;
}

/** @returns what was answered once the user had all the permissions; undefined where that is an error */
export async function checkPermission({ user, needs, answers, send }: PermissionCase): Promise<unknown> {
  for (const [held, need] of needs.entries()) {
    const before = needs.slice(0, held);
    await allow(user, before);
    await assertDenied(user, need, send());
    if (need.condition === undefined) continue;
    for (const key of Object.keys(need.condition)) {
      await allow(user, [
        ...before,
        { ...need, condition: { ...need.condition, [key]: otherThan(need.condition[key]) } },
      ]);
      await assertDenied(user, need, send());
    }
  }
  await allow(user, needs);
  const outcome = await send().then(
    (output) => ({ output, error: undefined }),
    (error: Error) => ({ output: undefined, error }),
  );
  assert.equal(outcome.error?.name, answers, outcome.error?.message ?? "It was done.");
  return outcome.output;
}

async function assertDenied(user: LimitedUser, need: Need, call: Promise<unknown>): Promise<void> {
  const { reason } = readDeniedMessage(await deniedMessageOf(call));
  assert.equal(
    reason,
    `User: ${user.arn} is not authorized to perform: ${need.action} on resource: ${need.named ?? need.resource} ` +
      `because no identity-based policy allows the ${need.action} action`,
  );
}

/** Gives the user exactly these permissions. */
export async function allow(
  { admin, userName: UserName }: LimitedUser,
  needs: readonly Need[],
): Promise<void> {
  const policy = { UserName, PolicyName: "exactly" };
  if (needs.length === 0) {
    await admin.send(new DeleteUserPolicyCommand(policy)).catch((error: Error) => {
      if (error.name !== "NoSuchEntityException") throw error;
    });
    return;
  }
  const Statement = needs.map(({ action, resource, condition }) => ({
    Effect: "Allow",
    Action: action,
    Resource: resource,
    ...(condition !== undefined && { Condition: conditionBlock(condition) }),
  }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await admin.send(new PutUserPolicyCommand({ ...policy, PolicyDocument }));
}

const otherThan = (value: string | readonly string[] | undefined) =>
  typeof value === "string" ? "another" : ["another"];

function conditionBlock(condition: NonNullable<Need["condition"]>): object {
  const entries = Object.entries(condition);
  const one = entries.filter(([, value]) => typeof value === "string");
  const many = entries.filter(([, value]) => typeof value !== "string");
  return {
    ...(one.length > 0 && { StringEquals: Object.fromEntries(one) }),
    ...(many.length > 0 && { "ForAnyValue:StringEquals": Object.fromEntries(many) }),
  };
}
