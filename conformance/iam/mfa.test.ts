import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetAccountSummaryCommand,
  GetMFADeviceCommand,
  ListMFADevicesCommand,
  ListMFADeviceTagsCommand,
  ListVirtualMFADevicesCommand,
  ResyncMFADeviceCommand,
  TagMFADeviceCommand,
  UntagMFADeviceCommand,
} from "@aws-sdk/client-iam";
import { readAuditLog, readAuditText } from "../installation/audit.ts";
import { type Clients, clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { pairAt } from "../installation/totp.ts";

const TOKEN = { serialNumber: "GAHT12345678", kind: "hardware", seed: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" };
const UserName = "Bob";

let installation: TestInstallation;
let admin: Clients;
before(async () => {
  installation = await startInstallation(seedWithAdmin({ mfaDevices: [TOKEN] }));
  admin = clientsOf(installation, ADMIN);
  await admin.iam.send(new CreateUserCommand({ UserName }));
});
after(() => installation?.stop());

test("a virtual device by AWS's client: made, enabled by its codes, synchronised, shown, tagged, taken away, deleted", async () => {
  const { iam } = admin;
  const Tags = [{ Key: "team", Value: "a" }];
  const made = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "phone", Tags }));
  const { SerialNumber = "", Base32StringSeed, QRCodePNG } = made.VirtualMFADevice ?? {};
  assert.equal(SerialNumber, `arn:aws:iam::${ACCOUNT}:mfa/phone`);
  const secret = Buffer.from(Base32StringSeed ?? []).toString();
  assert.match(secret, /^[A-Z2-7]{64}$/);
  assert.deepEqual([...(QRCodePNG ?? [])].slice(0, 4), [0x89, 0x50, 0x4e, 0x47]);
  const named = { UserName, SerialNumber };
  await assertRefused(
    iam.send(
      new EnableMFADeviceCommand({ ...named, AuthenticationCode1: "000000", AuthenticationCode2: "000000" }),
    ),
    {
      code: "InvalidAuthenticationCodeException",
      status: 403,
      message: "Authentication code for device is not valid.",
    },
  );
  await iam.send(new EnableMFADeviceCommand({ ...named, ...pairAt(secret, Date.now()) }));
  const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName }));
  assert.deepEqual(
    MFADevices?.map((device) => [device.UserName, device.SerialNumber, device.EnableDate instanceof Date]),
    [[UserName, SerialNumber, true]],
  );
  const { VirtualMFADevices } = await iam.send(
    new ListVirtualMFADevicesCommand({ AssignmentStatus: "Assigned" }),
  );
  assert.deepEqual(
    VirtualMFADevices?.map((device) => [device.SerialNumber, device.User?.UserName, device.Base32StringSeed]),
    [[SerialNumber, UserName, undefined]],
  );
  await iam.send(new ResyncMFADeviceCommand({ ...named, ...pairAt(secret, Date.now() + 300_000) }));
  await iam.send(new TagMFADeviceCommand({ SerialNumber, Tags: [{ Key: "area", Value: "b" }] }));
  await iam.send(new UntagMFADeviceCommand({ SerialNumber, TagKeys: ["team"] }));
  const listed = await iam.send(new ListMFADeviceTagsCommand({ SerialNumber }));
  assert.deepEqual(listed.Tags, [{ Key: "area", Value: "b" }]);
  await assertRefused(iam.send(new GetMFADeviceCommand(named)), { code: "ValidationError", status: 400 });
  const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
  assert.deepEqual(
    [SummaryMap?.MFADevices, SummaryMap?.MFADevicesInUse, SummaryMap?.AccountMFAEnabled],
    [2, 1, 0],
  );
  const remove = () => iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
  await assertRefused(remove(), {
    code: "DeleteConflictException",
    status: 409,
    message: "MFA VirtualDevice in use. Must deactivate first.",
  });
  await iam.send(new DeactivateMFADeviceCommand(named));
  await remove();
  // Nobody who reads the log learns a seed.
  await readAuditLog(installation);
  const log = readAuditText(installation);
  assert.ok(log.includes("CreateVirtualMFADevice"));
  for (const hidden of [Base32StringSeed, QRCodePNG, undefined]) {
    const text = hidden === undefined ? secret : Buffer.from(hidden).toString("base64");
    assert.ok(!log.includes(text.slice(0, 40)));
  }
  await assertRefused(remove(), { code: "NoSuchEntityException", status: 404 });
});

test("a hardware device of the seed is enabled by what is printed on it", async () => {
  const { iam } = admin;
  const named = { UserName, SerialNumber: TOKEN.serialNumber };
  await iam.send(new EnableMFADeviceCommand({ ...named, ...pairAt(TOKEN.seed, Date.now()) }));
  const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName }));
  assert.equal(MFADevices?.[0]?.SerialNumber, TOKEN.serialNumber);
  await iam.send(new DeactivateMFADeviceCommand(named));
});

test("codes that have not six digits are told by the contract, and stand in no message", async () => {
  const codes = { AuthenticationCode1: "12345", AuthenticationCode2: "123456" };
  const call = new EnableMFADeviceCommand({ UserName, SerialNumber: TOKEN.serialNumber, ...codes });
  await assertRefused(admin.iam.send(call), {
    code: "ValidationError",
    message:
      "1 validation error detected: Value at 'authenticationCode1' failed to satisfy constraint: Member must have length greater than or equal to 6",
  });
});
