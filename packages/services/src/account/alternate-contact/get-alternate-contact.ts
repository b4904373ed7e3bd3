import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { anAccount } from "../on.ts";
import { noAlternateContact } from "./error.ts";
import { ofType } from "./on.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_GetAlternateContact.html */
export const getAlternateContact = account.read("GetAlternateContact", {
  on: anAccount,
  details: ofType,
  perform: async ({ call: { input, tx }, target }) => {
    const { alternateContacts } = await detailsOf(tx, target.id);
    const contact = alternateContacts[input.AlternateContactType];
    if (contact === undefined) throw noAlternateContact();
    return {
      AlternateContact: {
        AlternateContactType: input.AlternateContactType,
        Name: contact.name,
        Title: contact.title,
        EmailAddress: contact.emailAddress,
        PhoneNumber: contact.phoneNumber,
      },
    };
  },
});
