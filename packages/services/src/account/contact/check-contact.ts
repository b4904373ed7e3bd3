/** What a contact must be like besides its lengths. Source: Account Management API Reference, ContactInformation. */
import type { ContactInformation } from "@rolecall/store";
import { invalidField } from "../error.ts";

/** Countries whose addresses have a state or region. */
const WITH_STATE: ReadonlySet<string> = new Set(["US", "CA", "GB", "DE", "JP", "IN", "BR"]);

const COUNTRY_CODE = /^[A-Z]{2}$/;
/** A plus sign and the country's code, which begins with no zero. */
const PHONE_NUMBER = /^\+\s*[(-]?\s*[1-9]/;

/** @throws ValidationException that names the field; the words are ours */
export function checkContact({ countryCode, stateOrRegion, phoneNumber }: ContactInformation): void {
  if (!COUNTRY_CODE.test(countryCode)) {
    throw invalidField("CountryCode", "The country code must be an ISO 3166 code of two letters.");
  }
  if (WITH_STATE.has(countryCode) && stateOrRegion === undefined) {
    throw invalidField("StateOrRegion", `A state or region is required in ${countryCode}.`);
  }
  if (!PHONE_NUMBER.test(phoneNumber)) {
    throw invalidField("PhoneNumber", "The phone number must begin with + and the code of a country.");
  }
}
