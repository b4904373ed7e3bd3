import assert from "node:assert/strict";
import { test } from "node:test";
import { h, openForEachTest } from "../account.test-support.ts";

openForEachTest();

const CONTACT = {
  FullName: "Ann",
  AddressLine1: "1 Main Street",
  City: "Springfield",
  StateOrRegion: "IL",
  PostalCode: "62701",
  CountryCode: "US",
  PhoneNumber: "+1 217 555 0100",
};

const put = (more: object = {}) =>
  h.ask(h.root, "PutContactInformation", { ContactInformation: { ...CONTACT, ...more } });
const get = () => h.ask(h.root, "GetContactInformation", {});

test("a contact is put and read; another replaces all of it", async () => {
  await assert.rejects(get(), { code: "ResourceNotFoundException" });
  const whole = {
    ...CONTACT,
    AddressLine2: "Floor 2",
    AddressLine3: "Room 3",
    DistrictOrCounty: "Sangamon",
    CompanyName: "Example",
    WebsiteUrl: "https://example.com",
  };
  await put(whole);
  assert.deepEqual(await get(), { ContactInformation: whole, VerificationStatus: "UNVERIFIED" });
  await put();
  assert.deepEqual((await get()).ContactInformation, CONTACT);
});

test("what AWS asks of a contact is asked, and the field is named", async () => {
  const refused = async (more: object, field: string) => {
    await assert.rejects(
      put(more),
      (error: { code?: string; details?: { fieldList?: { name: string }[] } }) => {
        assert.equal(error.code, "ValidationException");
        assert.deepEqual(
          error.details?.fieldList?.map(({ name }) => name),
          [field],
        );
        return true;
      },
    );
  };
  await refused({ StateOrRegion: undefined }, "StateOrRegion");
  await refused({ CountryCode: "us" }, "CountryCode");
  await refused({ PhoneNumber: "+0 217 555 0100" }, "PhoneNumber");
  await put({ CountryCode: "FR", StateOrRegion: undefined, PhoneNumber: "+33 1 23 45 67 89" });
});
