import { deliverLetter } from "../code/deliver-letter.ts";
import { newCode, PHONE_CODE } from "../code/new-code.ts";
import { account } from "../define.ts";
import { accountError } from "../error.ts";
import { accountWithDetails } from "./account-with-details.ts";
import { isVerified } from "./verified.ts";

/**
 * Sends a code to the number of the account's contact; the newest alone can be used. INVARIANT: wrong guesses of a code that can
 * still be used count for the next one, so that asking for another gives nobody more of them: a million codes are soon tried.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_SendPhoneNumberVerification.html
 */
export const sendPhoneNumberVerification = account.write("SendPhoneNumberVerification", {
  on: accountWithDetails,
  prepare: ({ env }) => newCode(PHONE_CODE, env.random),
  perform: async ({ call: { tx, now }, target: details, prepared }) => {
    const phoneNumber = details.contactInformation?.phoneNumber;
    if (phoneNumber === undefined) {
      throw accountError("ResourceNotFoundException", "No contact information found for the account.");
    }
    if (isVerified(details)) {
      throw accountError("ConflictException", "The phone number is already verified.");
    }
    const before = details.phoneVerification?.code;
    const failures = before !== undefined && now < before.expiresAt ? before.failures : 0;
    const code = { digest: prepared.digest, sentAt: now, expiresAt: now + PHONE_CODE.lifeMs, failures };
    await tx.accountDetails.put({ ...details, phoneVerification: { phoneNumber, code } });
    return { Status: "PENDING" };
  },
  afterwards: ({ call: { env }, target: { accountId, contactInformation }, prepared }) =>
    deliverLetter(env, {
      channel: "sms",
      to: contactInformation?.phoneNumber ?? "",
      accountId,
      subject: "Your code to verify a phone number",
      text: `${prepared.code} is the code that verifies this phone number for the account ${accountId}. It can be used for 5 minutes.`,
    }),
});
