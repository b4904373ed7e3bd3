import { newOneTimeToken, oneTimeTokenDigest } from "@rolecall/credentials";
import { rolecall } from "../define.ts";
import { instance } from "../instance/on.ts";

const DEFAULT_DURATION_SECONDS = 600;

/**
 * Gives leave for a machine to enrol as the instance, once, within minutes. A token that was given before and not used is good for
 * nothing from then on. A machine that enrols takes the place of the one before.
 */
export const createInstanceEnrolment = rolecall.write("CreateInstanceEnrolment", {
  on: instance,
  perform: async ({ call: { input, tx, env, now }, target: record }) => {
    const token = newOneTimeToken(record.id, env.random);
    const expiresAt = now + (input.DurationSeconds ?? DEFAULT_DURATION_SECONDS) * 1000;
    await tx.instances.update({ ...record, enrolment: { digest: oneTimeTokenDigest(token), expiresAt } });
    return { InstanceId: record.id, EnrolmentToken: token, ExpiresAt: new Date(expiresAt) };
  },
});
