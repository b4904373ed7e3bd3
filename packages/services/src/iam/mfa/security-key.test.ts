import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { rootUserId } from "@rolecall/names";
import { enrolSecurityKey, type KeyOwner } from "@rolecall/operations/security-key";
import type { SecurityKey } from "@rolecall/store";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { enablePhone, pairOf } from "./mfa.test-support.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
});
afterEach(() => h.close());

const keyOf = (credentialId: string): SecurityKey => ({
  credentialId,
  publicKey: "pQECAyYgASFYIA",
  signCount: 0,
  transports: ["usb"],
  certifications: { FIDO: "L1" },
});

const REFUSALS = {
  tooLong: () => new Error("too long"),
  taken: () => new Error("taken"),
  tooMany: (limit: number) => new Error(`more than ${limit}`),
};

function enrol(credentialId: string, { name = "yubi", isRoot = false } = {}) {
  return h.store.write(async (tx) => {
    const record = await tx.users.byName(h.accountId, "Bob");
    const { accountId } = h;
    const owner: KeyOwner = isRoot
      ? { kind: "root", id: rootUserId(accountId), accountId }
      : { kind: "user", id: record?.id ?? assert.fail(), userName: "Bob", accountId };
    const call = { tx, env: h.env, now: h.now() };
    return enrolSecurityKey(call, { owner, name, key: keyOf(credentialId) }, REFUSALS);
  });
}

const UserName = "Bob";

test("a security key is listed with the others, tells its certificates, and is gone once it is deactivated", async () => {
  const { serialNumber: SerialNumber } = await enrol("one");
  assert.match(SerialNumber, /^arn:aws:iam::111111111111:u2f\/user\/Bob\/yubi-[A-Z2-7]{26}$/);
  const phone = await enablePhone(h, "Bob", "phone");
  const shown = { UserName, SerialNumber, EnableDate: new Date(h.now()) };
  const { MFADevices } = await h.ask(h.root, "ListMFADevices", { UserName });
  assert.deepEqual(MFADevices, [{ ...shown, SerialNumber: phone.SerialNumber }, shown]);
  const { VirtualMFADevices } = await h.ask(h.root, "ListVirtualMFADevices", {});
  assert.equal(VirtualMFADevices.length, 1);
  const read = await h.ask(h.root, "GetMFADevice", { UserName, SerialNumber });
  assert.deepEqual(read, { ...shown, Certifications: { FIDO: "L1" } });
  await h.ask(h.root, "DeactivateMFADevice", { UserName, SerialNumber });
  await refuses(
    h.ask(h.root, "GetMFADevice", { UserName, SerialNumber }),
    "NoSuchEntity",
    `MFA Device with serial number ${SerialNumber} does not exist.`,
  );
});

test("GetMFADevice is about security keys alone", async () => {
  const { SerialNumber } = await enablePhone(h, "Bob", "phone");
  await refuses(
    h.ask(h.root, "GetMFADevice", { UserName, SerialNumber }),
    "ValidationError",
    "The MFA device serial number sent in the request is invalid or not supported by this API. Currently, only hardware FIDO security keys are supported. Please use the compatible device or API.",
  );
});

test("root's key is root's, and has no codes, no tags and no place among virtual devices", async () => {
  const { serialNumber: SerialNumber } = await enrol("one", { isRoot: true });
  assert.match(SerialNumber, /^arn:aws:iam::111111111111:u2f\/root-account\/yubi-[A-Z2-7]{26}$/);
  const read = await h.ask(h.root, "GetMFADevice", { SerialNumber });
  assert.deepEqual([read.UserName, read.SerialNumber], [undefined, SerialNumber]);
  const absent = { code: "NoSuchEntity" };
  await assert.rejects(h.ask(h.root, "GetMFADevice", { UserName, SerialNumber }), absent);
  await assert.rejects(h.ask(h.root, "DeleteVirtualMFADevice", { SerialNumber }), absent);
  await assert.rejects(h.ask(h.root, "ListMFADeviceTags", { SerialNumber }), absent);
});

test("a security key of a user shows no codes", async () => {
  const { serialNumber: SerialNumber } = await enrol("one");
  const phone = await enablePhone(h, "Bob", "phone");
  const codes = { ...pairOf(h, phone), SerialNumber };
  await assert.rejects(h.ask(h.root, "ResyncMFADevice", { UserName, ...codes }), {
    code: "InvalidAuthenticationCode",
  });
});

test("the same key twice, more than eight devices, and names that are too long are refused", async () => {
  await enrol("one");
  await assert.rejects(enrol("one"), { message: "taken" });
  await assert.rejects(enrol("long", { name: "n".repeat(227) }), { message: "too long" });
  await assert.rejects(enrol("longish", { name: "n".repeat(200) }), { message: "too long" });
  for (let index = 2; index <= 8; index++) await enrol(`${index}`);
  await assert.rejects(enrol("nine"), { message: "more than 8" });
});
