import { deliverLetter } from "../code/deliver-letter.ts";
import { EMAIL_CODE, newCode } from "../code/new-code.ts";
import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { anAccount } from "../on.ts";
import { checkEmailAddress } from "./email-address.ts";
import { refuseEmailInUse } from "./email-in-use.ts";
import { toDomain } from "./on.ts";

/**
 * Sends a code to the new address. An update that was started before is forgotten, and its code with it.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_StartPrimaryEmailUpdate.html
 */
export const startPrimaryEmailUpdate = account.write("StartPrimaryEmailUpdate", {
  on: anAccount,
  details: toDomain,
  prepare: async ({ input, env }) => {
    checkEmailAddress(input.PrimaryEmail);
    return newCode(EMAIL_CODE, env.random);
  },
  perform: async ({ call: { input, tx, now }, target, prepared }) => {
    await refuseEmailInUse(tx, input.PrimaryEmail);
    const code = {
      digest: prepared.digest,
      sentAt: now,
      expiresAt: now + EMAIL_CODE.lifeMs,
      failures: 0,
    };
    const emailUpdate = { newEmail: input.PrimaryEmail, status: "PENDING" as const, updatedAt: now, code };
    await tx.accountDetails.put({ ...(await detailsOf(tx, target.id)), emailUpdate });
    return { Status: "PENDING" };
  },
  afterwards: ({ call: { input, env }, target, prepared }) =>
    deliverLetter(env, {
      channel: "email",
      to: input.PrimaryEmail,
      accountId: target.id,
      subject: "Your code to change the primary e-mail address",
      text: `${prepared.code} is the code that makes this the primary e-mail address of the account ${target.id}. It can be used for 24 hours.`,
    }),
});
