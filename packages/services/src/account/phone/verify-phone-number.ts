import { checkGuess, guessCode } from "../code/guess.ts";
import { account } from "../define.ts";
import { accountIdOf } from "../on.ts";
import { accountWithDetails } from "./account-with-details.ts";
import { PHONE_CODE_PLACE, voidCode } from "./phone-code.ts";

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
    checkGuess(PHONE_CODE_PLACE.find(details), guess);
    const phoneNumber = phoneVerification?.phoneNumber ?? "";
    const used = voidCode(phoneVerification?.code);
    await tx.accountDetails.put({ ...details, phoneVerification: { phoneNumber, verifiedAt: now, ...used } });
    return { Status: "VERIFIED" };
  },
});
