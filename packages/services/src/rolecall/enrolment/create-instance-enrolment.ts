import { newOneTimeToken, oneTimeTokenDigest } from "@rolecall/credentials";
import type { On } from "@rolecall/operations";
import type { InstanceRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { type FoundInstance, instance } from "../instance/on.ts";
import { type ProfileToPass, passRole, profileOf } from "../instance/profile-to-pass.ts";

const DEFAULT_DURATION_SECONDS = 600;

interface Found {
  readonly found: FoundInstance;
  readonly toPass: ProfileToPass;
}

/** Whoever says which machine the instance is gives that machine the role of its profile: the right to pass it is asked for, too. */
const instanceToEnrol: On<{ readonly InstanceId: string }, Found, InstanceRecord> = {
  find: async (call) => {
    const found = await instance.find(call);
    return { found, toPass: await profileOf(call, found.record) };
  },
  permission: (call, { found }) => instance.permission(call, found),
  also: (_call, { found, toPass }) => passRole(toPass, found.arn),
  take: ({ found }, call) => instance.take(found, call),
};

/**
 * Gives leave for a machine to enrol as the instance, once, within minutes. A token that was given before and not used is good for
 * nothing from then on. A machine that enrols takes the place of the one before.
 */
export const createInstanceEnrolment = rolecall.write("CreateInstanceEnrolment", {
  on: instanceToEnrol,
  perform: async ({ call: { input, tx, env, now }, target: record }) => {
    const token = newOneTimeToken(record.id, env.random);
    const expiresAt = now + (input.DurationSeconds ?? DEFAULT_DURATION_SECONDS) * 1000;
    await tx.instances.update({ ...record, enrolment: { digest: oneTimeTokenDigest(token), expiresAt } });
    return { InstanceId: record.id, EnrolmentToken: token, ExpiresAt: new Date(expiresAt) };
  },
});
