import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { createPhone, enablePhone, pairOf } from "./mfa.test-support.ts";

const SerialNumber = "arn:aws:iam::111111111111:mfa/phone";
const unknown = (serial: string) => `MFA Device with serial number ${serial} does not exist.`;

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService, { VirtualMFADevicesPerAccount: 4 });
  await h.ask(h.root, "CreateUser", { UserName: "Bob", Path: "/staff/" });
});
afterEach(() => h.close());

const create = (VirtualMFADeviceName: string, more: object = {}) =>
  h.ask(h.root, "CreateVirtualMFADevice", { VirtualMFADeviceName, ...more });

test("a new device: its ARN, a seed of 64 letters as text, a picture, its tags", async () => {
  const Tags = [
    { Key: "b", Value: "1" },
    { Key: "a", Value: "2" },
  ];
  const { VirtualMFADevice: device } = await create("phone", { Path: "/staff/", Tags });
  const { Base32StringSeed, QRCodePNG, ...rest } = device;
  assert.deepEqual(rest, { SerialNumber: "arn:aws:iam::111111111111:mfa/staff/phone", Tags });
  assert.match(Buffer.from(Base32StringSeed ?? []).toString(), /^[A-Z2-7]{64}$/);
  assert.equal(Buffer.from(QRCodePNG ?? []).toString("latin1", 1, 4), "PNG");
  assert.equal((await create("phone")).VirtualMFADevice.Tags, undefined);
});

test("two of the same path and name are refused; case and path tell devices apart", async () => {
  await create("phone");
  await refuses(create("phone"), "EntityAlreadyExists", "MFA device already exists.");
  await create("Phone");
  await create("phone", { Path: "/a/" });
});

test("names that make no serial number, and more than the account may have", async () => {
  await refuses(
    create("n".repeat(227)),
    "ValidationError",
    "1 validation error detected: Value at 'virtualMFADeviceName' failed to satisfy constraint: Member must have length less than or equal to 226",
  );
  await assert.rejects(create("n".repeat(226), { Path: "/a/" }), { code: "ValidationError" });
  assert.equal((await create("n".repeat(226))).VirtualMFADevice.SerialNumber.length, 256);
  for (const name of ["two", "three", "four"]) await create(name);
  await refuses(create("five"), "LimitExceeded", "Cannot exceed quota for VirtualMFADevicesPerAccount: 4");
  await refuses(create("four"), "EntityAlreadyExists", "MFA device already exists.");
});

test("a device that is somebody's cannot be deleted; deleted, its name is free", async () => {
  const phone = await enablePhone(h, "Bob", "phone");
  const remove = () => h.ask(h.root, "DeleteVirtualMFADevice", { SerialNumber });
  await refuses(remove(), "DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.");
  await h.ask(h.root, "DeactivateMFADevice", { UserName: "Bob", SerialNumber });
  await remove();
  await refuses(remove(), "NoSuchEntity", unknown(SerialNumber));
  // Made anew it has another seed, and may be enabled in the same minute.
  const anew = await createPhone(h, "phone");
  assert.notDeepEqual(anew.seed, phone.seed);
  await h.ask(h.root, "EnableMFADevice", { UserName: "Bob", ...pairOf(h, anew) });
});

test("a device whose user was deleted is nobody's, and blocks its name no longer than it is deleted", async () => {
  await enablePhone(h, "Bob", "phone");
  // As a store that is emptied of a user does, whatever DeleteUser refuses.
  await h.store.write(async (tx) => {
    const bob = await tx.users.byName(h.accountId, "Bob");
    assert.ok(bob);
    await tx.users.delete(bob.id);
  });
  const { VirtualMFADevices } = await h.ask(h.root, "ListVirtualMFADevices", {});
  assert.deepEqual(VirtualMFADevices, [{ SerialNumber }]);
  await h.ask(h.root, "DeleteVirtualMFADevice", { SerialNumber });
  await create("phone");
});

test("lists: serial numbers alone, and of those that are somebody's whose and since when", async () => {
  await create("a");
  await enablePhone(h, "Bob", "b");
  await create("c");
  const serials = async (AssignmentStatus?: "Any" | "Assigned" | "Unassigned") => {
    const answer = await h.ask(h.root, "ListVirtualMFADevices", {
      ...(AssignmentStatus && { AssignmentStatus }),
    });
    assert.equal(answer.IsTruncated, false);
    return answer.VirtualMFADevices.map((device) => device.SerialNumber.at(-1)).join("");
  };
  assert.equal(await serials(), "abc");
  assert.equal(await serials("Any"), "abc");
  assert.equal(await serials("Assigned"), "b");
  assert.equal(await serials("Unassigned"), "ac");
  const { VirtualMFADevices } = await h.ask(h.root, "ListVirtualMFADevices", {
    AssignmentStatus: "Assigned",
  });
  const { User } = await h.ask(h.root, "GetUser", { UserName: "Bob" });
  assert.deepEqual(VirtualMFADevices, [
    { SerialNumber: "arn:aws:iam::111111111111:mfa/b", User, EnableDate: new Date(h.now()) },
  ]);
});

test("lists go from page to page, and a marker fits the list that gave it alone", async () => {
  for (const name of ["a", "b", "c"]) await create(name);
  await h.ask(h.root, "EnableMFADevice", { UserName: "Bob", ...pairOf(h, await createPhone(h, "d")) });
  const seen: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await h.ask(h.root, "ListVirtualMFADevices", { MaxItems: 2, ...(Marker && { Marker }) });
    assert.equal(page.IsTruncated, page.Marker !== undefined);
    assert.ok(page.VirtualMFADevices.length <= 2);
    seen.push(...page.VirtualMFADevices.map((device) => device.SerialNumber.at(-1) ?? ""));
    Marker = page.Marker;
  } while (Marker !== undefined);
  assert.equal(seen.join(""), "abcd");
  const first = await h.ask(h.root, "ListVirtualMFADevices", { MaxItems: 1 });
  const other = { AssignmentStatus: "Assigned", Marker: first.Marker ?? "" } as const;
  await refuses(h.ask(h.root, "ListVirtualMFADevices", other), "ValidationError", "Invalid Marker.");
  // What is wanted stands behind a page of what is not.
  const wanted = await h.ask(h.root, "ListVirtualMFADevices", { AssignmentStatus: "Assigned", MaxItems: 1 });
  assert.equal(wanted.VirtualMFADevices[0]?.SerialNumber, "arn:aws:iam::111111111111:mfa/d");
});

test("tags of a device: sorted by key, which tells Team from team", async () => {
  await create("phone", { Tags: [{ Key: "team", Value: "a" }] });
  const tag = (Tags: readonly { Key: string; Value: string }[]) =>
    h.ask(h.root, "TagMFADevice", { SerialNumber, Tags });
  await tag([
    { Key: "Team", Value: "b" },
    { Key: "area", Value: "c" },
  ]);
  const { Tags } = await h.ask(h.root, "ListMFADeviceTags", { SerialNumber });
  assert.deepEqual(
    Tags.map(({ Key }) => Key),
    ["Team", "area", "team"],
  );
  await h.ask(h.root, "UntagMFADevice", { SerialNumber, TagKeys: ["team", "absent"] });
  const page = await h.ask(h.root, "ListMFADeviceTags", { SerialNumber, MaxItems: 1 });
  assert.deepEqual([page.Tags, page.IsTruncated], [[{ Key: "Team", Value: "b" }], true]);
  await refuses(tag([]), "InvalidInput", "The provided tag map must not be null/empty.");
  const many = Array.from({ length: 49 }, (_, index) => ({ Key: `k${index}`, Value: "" }));
  await refuses(tag(many), "LimitExceeded", "The number of tags has reached the maximum limit.");
  const absent = { SerialNumber: `${SerialNumber}2` };
  await refuses(h.ask(h.root, "ListMFADeviceTags", absent), "NoSuchEntity", unknown(absent.SerialNumber));
  await assert.rejects(h.ask(h.root, "TagMFADevice", { ...absent, Tags: many }), { code: "NoSuchEntity" });
  await assert.rejects(h.ask(h.root, "UntagMFADevice", { ...absent, TagKeys: ["a"] }), {
    code: "NoSuchEntity",
  });
});

test("permissions are on the device's ARN, with its tags, and on what is brought along", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "asker" });
  const asker = await h.asUser("asker");
  const ask = (Tags?: readonly { Key: string; Value: string }[]) =>
    h.ask(asker, "CreateVirtualMFADevice", { VirtualMFADeviceName: "own", ...(Tags && { Tags }) });
  await assert.rejects(
    ask(),
    /iam:CreateVirtualMFADevice on resource: arn:aws:iam::111111111111:mfa\/own because no identity-based policy/,
  );
  await h.allow("asker", {
    Action: "iam:CreateVirtualMFADevice",
    Resource: "arn:aws:iam::111111111111:mfa/own",
  });
  await assert.rejects(ask([{ Key: "team", Value: "a" }]), /iam:TagMFADevice/);
  await ask();
  await create("tagged", { Tags: [{ Key: "team", Value: "a" }] });
  await h.allow("asker", {
    Action: "iam:DeleteVirtualMFADevice",
    Condition: { StringEquals: { "aws:ResourceTag/team": "a" } },
  });
  const remove = (name: string) =>
    h.ask(asker, "DeleteVirtualMFADevice", { SerialNumber: `arn:aws:iam::111111111111:mfa/${name}` });
  await assert.rejects(remove("own"), { code: "AccessDenied" });
  await assert.rejects(remove("absent"), { code: "AccessDenied" });
  await remove("tagged");
});

test("a device of another account is as if it were not there", async () => {
  await h.addAccount("222222222222");
  const foreign = "arn:aws:iam::222222222222:mfa/phone";
  await refuses(
    h.ask(h.root, "DeleteVirtualMFADevice", { SerialNumber: foreign }),
    "NoSuchEntity",
    unknown(foreign),
  );
});

test("what is kept of codes of devices that are long gone goes with new ones", async () => {
  const old = await enablePhone(h, "Bob", "old");
  await h.ask(h.root, "DeactivateMFADevice", { UserName: "Bob", SerialNumber: old.SerialNumber });
  await h.ask(h.root, "DeleteVirtualMFADevice", { SerialNumber: old.SerialNumber });
  const kept = () => h.store.read((tx) => tx.mfaCodeUses.of(h.accountId, old.SerialNumber));
  h.advance(29 * 86_400_000);
  await create("one");
  assert.ok(await kept());
  h.advance(2 * 86_400_000);
  await create("two");
  assert.equal(await kept(), undefined);
});

test("the account's quota holds under 64 writers at once", async () => {
  const writers: IdentifiedCaller[] = [];
  for (let index = 0; index < 16; index++) {
    const UserName = `writer-${index}`;
    await h.ask(h.root, "CreateUser", { UserName });
    await h.allow(UserName, { Action: "iam:CreateVirtualMFADevice" });
    writers.push(await h.asUser(UserName));
  }
  const calls = Array.from({ length: 64 }, (_, nth) =>
    h.ask(writers[nth % 16]!, "CreateVirtualMFADevice", { VirtualMFADeviceName: `phone-${nth}` }),
  );
  const results = await Promise.allSettled(calls);
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 4);
  // Some may be turned away before, since drawing takes its time.
  for (const result of results) {
    if (result.status === "rejected") assert.match(result.reason.code, /^(?:LimitExceeded|Throttling)$/);
  }
  assert.equal((await h.ask(h.root, "ListVirtualMFADevices", {})).VirtualMFADevices.length, 4);
});
