import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { accountError } from "../error.ts";
import { anAccount } from "../on.ts";
import { isVerified } from "../phone/verified.ts";
import { contactToWire } from "./contact-shape.ts";

/**
 * An account of AWS has a contact from when it was signed up for; one of Rolecall has none until it is put.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_GetContactInformation.html
 */
export const getContactInformation = account.read("GetContactInformation", {
  on: anAccount,
  perform: async ({ call: { tx }, target }) => {
    const details = await detailsOf(tx, target.id);
    const { contactInformation: contact } = details;
    if (contact === undefined) {
      throw accountError("ResourceNotFoundException", "No contact information found for the account.");
    }
    return {
      ContactInformation: contactToWire(contact),
      VerificationStatus: isVerified(details) ? "VERIFIED" : "UNVERIFIED",
    };
  },
});
