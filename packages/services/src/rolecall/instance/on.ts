/** What operations on instances are about. Source of the ARN: Service Authorization Reference, Amazon EC2, "instance". */
import { formatArn, toInstanceId } from "@rolecall/names";
import { type Call, NOTHING_TO_FIND, type On, withTags } from "@rolecall/operations";
import type { InstanceRecord, ReadTransaction } from "@rolecall/store";
import { notFound } from "../error.ts";

interface Naming {
  readonly InstanceId: string;
}

export interface FoundInstance {
  readonly arn: string;
  /** Absent where the account has no such instance. */
  readonly record: InstanceRecord | undefined;
}

export const instance: On<Naming, FoundInstance, InstanceRecord> = {
  async find({ input, caller, tx, request }) {
    const { accountId } = caller;
    const id = toInstanceId(input.InstanceId);
    const found = await tx.instances.byId(id);
    const record = found?.accountId === accountId ? found : undefined;
    const region = record?.region ?? request.region;
    return { arn: formatArn("instance", { accountId, region, instanceId: id }), record };
  },
  permission: (_call, { arn, record }) => ({
    resource: arn,
    ...(record !== undefined && { resourceTags: record.tags }),
  }),
  take({ record }, { input }) {
    if (record === undefined) throw notFound(`instance ${input.InstanceId}`);
    return record;
  },
};

interface Placing {
  readonly Placement?: { readonly Region?: string | undefined } | undefined;
}

/** Where an instance is that is to be made: where the request went, unless the input says. */
export function regionOf({ input, request }: Pick<Call<Placing, ReadTransaction>, "input" | "request">) {
  return input.Placement?.Region ?? request.region;
}

/** Its id is not known yet. Source: Service Authorization Reference, Amazon EC2, RunInstances. */
export const newInstance = withTags<Placing, undefined, undefined>("rolecall:TagInstance", {
  ...NOTHING_TO_FIND,
  permission: (call) => ({
    resource: formatArn("instance", {
      accountId: call.caller.accountId,
      region: regionOf(call),
      instanceId: "*",
    }),
  }),
});

/** All that the account has. */
export const instances: On<unknown, undefined, undefined> = {
  ...NOTHING_TO_FIND,
  permission: () => ({ resource: "*" }),
};
