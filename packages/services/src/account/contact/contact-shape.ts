import type { ContactInformation as WireContact } from "@rolecall/contracts/account";
import type { ContactInformation } from "@rolecall/store";

/** Each member of a contact, and what it is called on the wire. */
const MEMBERS = {
  fullName: "FullName",
  companyName: "CompanyName",
  addressLine1: "AddressLine1",
  addressLine2: "AddressLine2",
  addressLine3: "AddressLine3",
  city: "City",
  districtOrCounty: "DistrictOrCounty",
  stateOrRegion: "StateOrRegion",
  postalCode: "PostalCode",
  countryCode: "CountryCode",
  phoneNumber: "PhoneNumber",
  websiteUrl: "WebsiteUrl",
} as const satisfies Record<keyof ContactInformation, keyof WireContact>;

const PAIRS = Object.entries(MEMBERS) as readonly (readonly [keyof ContactInformation, keyof WireContact])[];

export function contactFromWire(wire: WireContact): ContactInformation {
  const given = PAIRS.filter(([, name]) => wire[name] !== undefined);
  return Object.fromEntries(
    given.map(([member, name]) => [member, wire[name]]),
  ) as unknown as ContactInformation;
}

export function contactToWire(contact: ContactInformation): WireContact {
  const given = PAIRS.filter(([member]) => contact[member] !== undefined);
  return Object.fromEntries(given.map(([member, name]) => [name, contact[member]])) as unknown as WireContact;
}
