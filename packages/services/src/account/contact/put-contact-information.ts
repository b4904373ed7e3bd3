import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { anAccount } from "../on.ts";
import { voidCode } from "../phone/phone-code.ts";
import { checkContact } from "./check-contact.ts";
import { contactFromWire } from "./contact-shape.ts";

/**
 * Replaces all of it: what is left out is gone. With another phone number goes that it was verified, and a code that was sent to it.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_PutContactInformation.html
 */
export const putContactInformation = account.write("PutContactInformation", {
  on: anAccount,
  perform: async ({ call: { input, tx }, target }) => {
    const contactInformation = contactFromWire(input.ContactInformation);
    checkContact(contactInformation);
    const { phoneVerification, ...details } = await detailsOf(tx, target.id);
    const { phoneNumber } = contactInformation;
    const isOther = phoneVerification !== undefined && phoneVerification.phoneNumber !== phoneNumber;
    const kept = isOther ? { phoneNumber, ...voidCode(phoneVerification.code) } : phoneVerification;
    await tx.accountDetails.put({
      ...details,
      contactInformation,
      ...(kept !== undefined && { phoneVerification: kept }),
    });
    return {};
  },
});
