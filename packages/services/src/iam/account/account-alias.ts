/** Source: IAM User Guide, "Account aliases". */

import { openPage, pageOf } from "@rolecall/operations";
import { iam } from "../define.ts";
import { iamError, validationError } from "../error.ts";
import { anything } from "../on.ts";
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

export const deleteAccountAlias = iam.write("DeleteAccountAlias", {
  on: anything,
  perform: async ({ call }) => {
    const { alias, ...account } = await callersAccount(call);
    if (alias !== call.input.AccountAlias) {
      throw iamError("NoSuchEntity", `The account alias ${call.input.AccountAlias} cannot be found.`);
    }
    await call.tx.accounts.update(account);
    return {};
  },
});

export const listAccountAliases = iam.read("ListAccountAliases", {
  on: anything,
  perform: async ({ call }) => {
    const { alias } = await callersAccount(call);
    const pager = openPage(call);
    const page = pageOf(alias === undefined ? [] : [alias], (text) => text, pager.request);
    return { AccountAliases: page.items, ...pager.marks(page) };
  },
});
