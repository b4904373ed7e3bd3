import { anything } from "@rolecall/operations";
/** Source: IAM User Guide, "Account aliases". */
import { iam } from "../define.ts";
import { iamError, validationError } from "../error.ts";
import { callersAccount } from "./account-record.ts";

/** An account has one alias at most: a new one takes the place of the old. */
export const createAccountAlias = iam.write("CreateAccountAlias", {
  on: anything,
  perform: async ({ call }) => {
    const alias = call.input.AccountAlias;
    // Who signs in gives an alias or an account id: one must not pass for the other.
    if (/^\d{12}$/.test(alias)) throw validationError("An account alias must not look like an account ID.");
    if ((await call.tx.accounts.byAlias(alias)) !== undefined) {
      throw iamError("EntityAlreadyExists", `The account alias ${alias} already exists.`);
    }
    await call.tx.accounts.update({ ...(await callersAccount(call)), alias });
    return {};
  },
});
