import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { type IdentifiedCaller, rootCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import type { SessionClaims } from "@rolecall/credentials";
import { formatArn, rootUserId } from "@rolecall/names";
import type { MfaDeviceRecord } from "@rolecall/store";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { createPhone } from "./mfa.test-support.ts";

const SerialNumber = "arn:aws:iam::111111111111:mfa/root-account-mfa-device";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  await createPhone(h, "root-account-mfa-device");
  await assign();
});
afterEach(() => h.close());

/** As a seed does, and the console: no operation gives root a device. */
async function assign(): Promise<void> {
  await h.store.write(async (tx) => {
    const device = await tx.mfaDevices.bySerialNumber(h.accountId, SerialNumber);
    assert.ok(device);
    const assignment: MfaDeviceRecord["assignment"] = {
      ownerKind: "root",
      ownerId: rootUserId(h.accountId),
      enabledAt: h.now(),
    };
    await tx.mfaDevices.update({ ...device, assignment });
  });
}

/** Root with a session of this kind. */
function rootWith(claims: Partial<SessionClaims>): IdentifiedCaller {
  const issuedAtSeconds = h.now() / 1000;
  return rootCaller(h.accountId, "ASIATESTTESTTESTTEST", {
    kind: "sessionToken",
    accountId: h.accountId,
    principalArn: formatArn("root", { accountId: h.accountId }),
    principalId: h.accountId,
    issuedAtSeconds,
    expiresAtSeconds: issuedAtSeconds + 900,
    ...claims,
  });
}

const taskSession = (task: string) =>
  rootWith({ kind: "assumedRoot", policyArns: [`arn:aws:iam::aws:policy/root-task/${task}`] });

test("root's devices are those without a user name, and what shows them names root by the account", async () => {
  const EnableDate = new Date(h.now());
  assert.deepEqual((await h.ask(h.root, "ListMFADevices", {})).MFADevices, [{ SerialNumber, EnableDate }]);
  const { VirtualMFADevices } = await h.ask(h.root, "ListVirtualMFADevices", {});
  const { User } = await h.ask(h.root, "GetUser", {});
  assert.deepEqual(VirtualMFADevices, [{ SerialNumber, User, EnableDate }]);
  assert.deepEqual([User.UserId, User.UserName], ["111111111111", undefined]);
});

test("the summary counts devices, those in use, and tells whether root has one", async () => {
  const summary = async () => {
    const { SummaryMap = {} } = await h.ask(h.root, "GetAccountSummary", {});
    return [SummaryMap.MFADevices, SummaryMap.MFADevicesInUse, SummaryMap.AccountMFAEnabled];
  };
  await createPhone(h, "spare");
  assert.deepEqual(await summary(), [2, 1, 1]);
  await h.ask(rootWith({ mfaAuthenticatedAtSeconds: h.now() / 1000 }), "DeactivateMFADevice", {
    SerialNumber,
  });
  assert.deepEqual(await summary(), [2, 0, 0]);
});

test("root's key alone does not take root's device away, a session with its code does", async () => {
  await refuses(
    h.ask(h.root, "DeactivateMFADevice", { SerialNumber }),
    "AccessDenied",
    "To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.",
  );
  await h.ask(rootWith({ mfaAuthenticatedAtSeconds: h.now() / 1000 }), "DeactivateMFADevice", {
    SerialNumber,
  });
  assert.deepEqual((await h.ask(h.root, "ListMFADevices", {})).MFADevices, []);
});

test("a session of AssumeRoot looks at root's devices, and takes away and deletes them by the task for it", async () => {
  const audit = taskSession("IAMAuditRootUserCredentials");
  assert.equal((await h.ask(audit, "ListMFADevices", {})).MFADevices.length, 1);
  await assert.rejects(h.ask(audit, "DeactivateMFADevice", { SerialNumber }), { code: "AccessDenied" });
  const task = taskSession("IAMDeleteRootUserCredentials");
  await assert.rejects(h.ask(audit, "DeleteVirtualMFADevice", { SerialNumber }), { code: "AccessDenied" });
  await h.ask(task, "DeactivateMFADevice", { SerialNumber });
  await h.ask(task, "DeleteVirtualMFADevice", { SerialNumber });
  assert.deepEqual((await h.ask(h.root, "ListVirtualMFADevices", {})).VirtualMFADevices, []);
});

test("the task is about root's devices alone", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  const task = taskSession("IAMDeleteRootUserCredentials");
  const call = h.ask(task, "DeactivateMFADevice", { UserName: "Bob", SerialNumber });
  await assert.rejects(call, { code: "AccessDenied" });
});

test("who is no user and not root has to name one", async () => {
  const role = await h.asAdministratorRole("Admin");
  await Promise.all(
    [
      h.ask(role, "ListMFADevices", {}),
      h.ask(role, "DeactivateMFADevice", { SerialNumber }),
      h.ask(role, "GetMFADevice", { SerialNumber }),
    ].map((call) =>
      refuses(call, "ValidationError", "Must specify userName when calling with non-User credentials"),
    ),
  );
});
