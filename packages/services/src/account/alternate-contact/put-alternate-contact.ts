import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { anAccount } from "../on.ts";
import { ofType } from "./on.ts";

/**
 * One of a type that is there already is replaced.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html
 */
export const putAlternateContact = account.write("PutAlternateContact", {
  on: anAccount,
  details: ofType,
  perform: async ({ call: { input, tx }, target }) => {
    const details = await detailsOf(tx, target.id);
    const contact = {
      name: input.Name,
      title: input.Title,
      emailAddress: input.EmailAddress,
      phoneNumber: input.PhoneNumber,
    };
    const alternateContacts = { ...details.alternateContacts, [input.AlternateContactType]: contact };
    await tx.accountDetails.put({ ...details, alternateContacts });
    return {};
  },
});
