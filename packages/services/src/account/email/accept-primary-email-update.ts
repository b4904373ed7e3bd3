import { checkGuess, guessCode } from "../code/guess.ts";
import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { invalidField } from "../error.ts";
import { accountIdOf, anAccount } from "../on.ts";
import { EMAIL_CODE_PLACE } from "./email-code.ts";
import { refuseEmailInUse } from "./email-in-use.ts";
import { toDomain } from "./on.ts";

/**
 * In force with the transaction, where AWS may take hours.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_AcceptPrimaryEmailUpdate.html
 */
export const acceptPrimaryEmailUpdate = account.write("AcceptPrimaryEmailUpdate", {
  on: anAccount,
  details: toDomain,
  prepare: (preparation) =>
    guessCode(preparation, {
      accountId: accountIdOf(preparation),
      place: EMAIL_CODE_PLACE,
      otp: preparation.input.Otp,
    }),
  perform: async ({ call: { input, tx, now }, target, prepared: guess }) => {
    const details = await detailsOf(tx, target.id);
    const { emailUpdate: update } = details;
    checkGuess(update?.code, guess);
    if (update?.newEmail !== input.PrimaryEmail) {
      throw invalidField("PrimaryEmail", "The e-mail address is not the one that the code was sent to.");
    }
    await refuseEmailInUse(tx, update.newEmail);
    await tx.accounts.update({ ...target, email: update.newEmail });
    const emailUpdate = { newEmail: update.newEmail, status: "COMPLETED" as const, updatedAt: now };
    await tx.accountDetails.put({ ...details, emailUpdate });
    return { Status: "ACCEPTED" };
  },
});
