/** Devices of tests: made by the operation, their codes by the seed that it answered. */
import assert from "node:assert/strict";
import type { IdentifiedCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import { type TotpSeed, toTotpSeed, totpCode, totpStep } from "@rolecall/credentials";
import { decodeBase32 } from "@rolecall/names";
import type { Harness } from "../../harness.test-support.ts";

/** Somebody's phone. */
export interface Phone {
  readonly SerialNumber: string;
  readonly seed: TotpSeed;
}

export async function createPhone(
  h: Harness<IamOperations>,
  VirtualMFADeviceName: string,
  caller: IdentifiedCaller = h.root,
): Promise<Phone> {
  const { VirtualMFADevice: device } = await h.ask(caller, "CreateVirtualMFADevice", {
    VirtualMFADeviceName,
  });
  const secret = Buffer.from(device.Base32StringSeed ?? []).toString("ascii");
  const seed = toTotpSeed(decodeBase32(secret) ?? new Uint8Array());
  assert.ok(seed, "the seed is Base32");
  return { SerialNumber: device.SerialNumber, seed };
}

/** Two codes that follow one another; the second is shown so many steps from now. */
export function pairOf(h: Pick<Harness<unknown>, "now">, { SerialNumber, seed }: Phone, distance = 0) {
  const step = totpStep(h.now()) + distance;
  return {
    SerialNumber,
    AuthenticationCode1: totpCode(seed, step - 1),
    AuthenticationCode2: totpCode(seed, step),
  };
}

/** A phone that is a user's, enabled by root. */
export async function enablePhone(h: Harness<IamOperations>, UserName: string, name: string): Promise<Phone> {
  const phone = await createPhone(h, name);
  await h.ask(h.root, "EnableMFADevice", { UserName, ...pairOf(h, phone) });
  return phone;
}

/** The same user with a session that was made with a code. */
export function withMfa(caller: IdentifiedCaller, nowMs: number): IdentifiedCaller {
  assert.equal(caller.kind, "user");
  const issuedAtSeconds = Math.floor(nowMs / 1000);
  return {
    ...caller,
    accessKeyId: "ASIATESTTESTTESTTEST",
    session: {
      kind: "sessionToken",
      accountId: caller.accountId,
      principalArn: caller.arn,
      principalId: caller.userId,
      mfaAuthenticatedAtSeconds: issuedAtSeconds,
      issuedAtSeconds,
      expiresAtSeconds: issuedAtSeconds + 43_200,
    },
  };
}
