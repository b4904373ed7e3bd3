import assert from "node:assert/strict";
import { test } from "node:test";
import { openTotpSeed, totpCode } from "@rolecall/credentials";
import { toAccountId } from "@rolecall/names";
import { openTestInstallation } from "../../installation/installation.test-support.ts";
import { applySeed } from "../apply-seed.ts";
import { readSeed } from "../read-seed.ts";
import { SeedError } from "../seed-error.ts";

const ACCOUNT = toAccountId("111111111111");
/** RFC 6238's secret. */
const SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const seedOf = (...devices: readonly string[]) =>
  `accounts:
  - id: "111111111111"
    users: [{ name: Bob }]
    mfaDevices:
${devices.map((device) => `      - { ${device} }`).join("\n")}
`;

test("devices of a seed are a user's, root's, or nobody's, and show the codes of their seed", async (context) => {
  const installation = await openTestInstallation();
  context.after(() => installation.close());
  const seed = seedOf(
    `serialNumber: GAHT12345678, kind: hardware, seed: ${SEED}, user: bob`,
    `serialNumber: "arn:aws:iam::111111111111:mfa/phone", kind: virtual, seed: gezd gnbv gy3t qojq gezd gnbv gy3t qojq, root: true`,
    `serialNumber: GAHT12345679, kind: hardware, seed: ${SEED}`,
  );
  await applySeed(installation, readSeed(seed, "seed.yaml"), () => {});
  const { store, keyRing } = installation;
  await store.read(async (tx) => {
    const bob = await tx.users.byName(ACCOUNT, "Bob");
    const [token] = await tx.mfaDevices.ofOwner(bob!.id);
    assert.equal(token?.serialNumber, "GAHT12345678");
    const opened = openTotpSeed(keyRing, token, token.sealedSeed!);
    assert.equal(totpCode(opened!, 1), "287082");
    const [phone] = await tx.mfaDevices.ofOwner(ACCOUNT as never);
    assert.equal(phone?.assignment?.ownerKind, "root");
    assert.equal(totpCode(openTotpSeed(keyRing, phone, phone.sealedSeed!)!, 1), "287082");
    const free = await tx.mfaDevices.bySerialNumber(ACCOUNT, "GAHT12345679");
    assert.equal(free?.assignment, undefined);
  });
});

test("what is wrong with a device is told with its place, and shows no seed", async (context) => {
  const installation = await openTestInstallation();
  context.after(() => installation.close());
  const token = "serialNumber: GAHT12345678, kind: hardware";
  const at = "seed.yaml:5: accounts[0].mfaDevices[0]";
  const mistakes: readonly (readonly [device: string, message: string])[] = [
    [
      `${token}, seed: ${SEED}1`,
      `${at}.seed: a seed is Base32 of at least 26 letters A to Z and digits 2 to 7`,
    ],
    [
      `${token}, seed: GEZDGNBV`,
      `${at}.seed: a seed is Base32 of at least 26 letters A to Z and digits 2 to 7`,
    ],
    [`${token}, seed: ${SEED}, user: Ann`, `${at}.user: The user with name Ann cannot be found.`],
    [
      `${token}, seed: ${SEED}, user: Bob, root: true`,
      `${at}.root: a device is a user's or root's, and not both`,
    ],
    [
      `serialNumber: GAHT12345678, kind: virtual, seed: ${SEED}`,
      `${at}.serialNumber: a virtual device's serial number is an ARN of its account, such as arn:aws:iam::111111111111:mfa/phone`,
    ],
    [
      `serialNumber: "arn:aws:iam::222222222222:mfa/phone", kind: virtual, seed: ${SEED}`,
      `${at}.serialNumber: a virtual device's serial number is an ARN of its account, such as arn:aws:iam::111111111111:mfa/phone`,
    ],
    [
      `serialNumber: "arn:aws:iam::111111111111:mfa/phone", kind: hardware, seed: ${SEED}`,
      `${at}.serialNumber: a hardware device's serial number is what is printed on it, and no ARN`,
    ],
  ];
  for (const [device, message] of mistakes) {
    const applying = async () => applySeed(installation, readSeed(seedOf(device), "seed.yaml"), () => {});
    await assert.rejects(applying, (error: unknown) => {
      assert.ok(error instanceof SeedError, String(error));
      assert.equal(error.message, message);
      return true;
    });
  }
});

test("a serial number that comes twice, one that no operation takes, and a kind that is none are found before anything is made", () => {
  const device = (serialNumber: string, kind = "hardware") =>
    `serialNumber: "${serialNumber}", kind: ${kind}, seed: ${SEED}`;
  const twice = seedOf(device("GAHT12345678"), device("GAHT12345678"));
  assert.throws(
    () => readSeed(twice, "seed.yaml"),
    /accounts\[0\]\.mfaDevices\[1\]\.serialNumber: MFA device GAHT12345678 already exists/,
  );
  assert.throws(() => readSeed(seedOf(device("SHORT")), "seed.yaml"), /mfaDevices\[0\]\.serialNumber/);
  assert.throws(
    () => readSeed(seedOf(device("GAHT12345678", "phone")), "seed.yaml"),
    /mfaDevices\[0\]\.kind/,
  );
});

test("a ninth device of a user is refused", async (context) => {
  const installation = await openTestInstallation();
  context.after(() => installation.close());
  const nine = Array.from(
    { length: 9 },
    (_, index) => `serialNumber: GAHT1234567${index}, kind: hardware, seed: ${SEED}, user: Bob`,
  );
  const applying = applySeed(installation, readSeed(seedOf(...nine), "seed.yaml"), () => {});
  await assert.rejects(applying, /\.user: a user has at most 8 MFA devices/);
});
