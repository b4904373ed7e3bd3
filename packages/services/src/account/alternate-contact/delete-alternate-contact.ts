import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { anAccount } from "../on.ts";
import { noAlternateContact } from "./error.ts";
import { ofType } from "./on.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_DeleteAlternateContact.html */
export const deleteAlternateContact = account.write("DeleteAlternateContact", {
  on: anAccount,
  details: ofType,
  perform: async ({ call: { input, tx }, target }) => {
    const details = await detailsOf(tx, target.id);
    const { [input.AlternateContactType]: deleted, ...alternateContacts } = details.alternateContacts;
    if (deleted === undefined) throw noAlternateContact();
    await tx.accountDetails.put({ ...details, alternateContacts });
    return {};
  },
});
