import { checkGuess, guessCode } from "../code/guess.ts";
import { account } from "../define.ts";
import { accountIdOf } from "../on.ts";
import { accountWithDetails } from "./account-with-details.ts";
import { PHONE_CODE_PLACE } from "./phone-code.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_VerifyPhoneNumber.html */
export const verifyPhoneNumber = account.write("VerifyPhoneNumber", {
  on: accountWithDetails,
  prepare: (preparation) =>
    guessCode(preparation, {
      accountId: accountIdOf(preparation),
      place: PHONE_CODE_PLACE,
      otp: preparation.input.Otp,
    }),
  perform: async ({ call: { tx, now }, target: details, prepared: guess }) => {
    const { phoneVerification } = details;
    checkGuess(phoneVerification?.code, guess);
    const phoneNumber = phoneVerification?.phoneNumber ?? "";
    await tx.accountDetails.put({ ...details, phoneVerification: { phoneNumber, verifiedAt: now } });
    return { Status: "VERIFIED" };
  },
});
