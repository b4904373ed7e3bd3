import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { AccessDenied, type IdentifiedCaller, listContext } from "@rolecall/access";
import { loadContract } from "@rolecall/contracts";
import { newTotpSeed, sealTotpSeed, type TotpSeed, totpCode, totpStep } from "@rolecall/credentials";
import { formatArn, rootUserId, toUniqueId } from "@rolecall/names";
import { runOperation } from "@rolecall/operations";
import type { MfaDeviceRecord, WriteTransaction } from "@rolecall/store";
import { REQUEST } from "../../../access/src/world.test-support.ts";
import { refuses } from "../harness.test-support.ts";
import { stsService } from "./index.ts";
import {
  A,
  ALLOW_ALL,
  addRole,
  addUser,
  B,
  bearerOf,
  become,
  h,
  openForEachTest,
  policy,
  trusting,
} from "./sts.test-support.ts";

openForEachTest();

const STEP_MS = 30_000;
const WRONG = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
const UNKNOWN =
  "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.";
const HALF = "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.";
const CAREFUL = { Bool: { "aws:MultiFactorAuthPresent": "true" } };

interface Phone {
  readonly SerialNumber: string;
  readonly seed: TotpSeed;
}

/** A device that is the caller's, by record: STS makes none. */
async function phoneOf(caller: IdentifiedCaller, more: Partial<MfaDeviceRecord> = {}): Promise<Phone> {
  const { accountId } = caller;
  const seed = newTotpSeed(randomBytes);
  const SerialNumber = formatArn("mfa", { accountId, path: "/", name: `phone-of-${caller.userId}` });
  const place = { accountId, serialNumber: SerialNumber };
  const isRoot = caller.kind === "root";
  const device: MfaDeviceRecord = {
    ...place,
    kind: "virtual",
    sealedSeed: sealTotpSeed(h.env.keyRing, place, seed),
    clockSteps: 0,
    assignment: {
      ownerKind: isRoot ? "root" : "user",
      ownerId: isRoot ? rootUserId(accountId) : toUniqueId(caller.userId),
      enabledAt: h.now(),
    },
    tags: [],
    createdAt: h.now(),
    ...more,
  };
  await h.store.write((tx) => tx.mfaDevices.insert(device));
  return { SerialNumber, seed };
}

/** What a phone shows now, or so many steps from now. */
function shownBy({ SerialNumber, seed }: Phone, distance = 0) {
  return { SerialNumber, TokenCode: totpCode(seed, totpStep(h.now()) + distance) };
}

const session = (caller: IdentifiedCaller, codes: object = {}) => h.ask(caller, "GetSessionToken", codes);
const usesOf = ({ SerialNumber }: Phone) => h.store.read((tx) => tx.mfaCodeUses.of(A, SerialNumber));

test("a code makes a session that knows of it, for as long as the session lives", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const phone = await phoneOf(ann);
  const RoleArn = await addRole("Careful", { trust: [trusting(A, { Condition: CAREFUL })] });
  const recent = { ...CAREFUL, NumericLessThan: { "aws:MultiFactorAuthAge": "60" } };
  const RecentArn = await addRole("Recent", { trust: [trusting(A, { Condition: recent })] });
  const with_ = bearerOf((await session(ann, shownBy(phone))).Credentials);
  const without = bearerOf((await session(ann)).Credentials);
  assert.equal(with_.session?.mfaAuthenticatedAtSeconds, Math.floor(h.now() / 1000));
  assert.equal(without.session?.mfaAuthenticatedAtSeconds, undefined);
  await become(with_, { RoleArn });
  await become(with_, { RoleArn: RecentArn });
  for (const caller of [ann, without]) {
    await assert.rejects(become(caller, { RoleArn }), /not authorized to perform: sts:AssumeRole/);
  }
  h.advance(61_000);
  await become(with_, { RoleArn });
  await assert.rejects(become(with_, { RoleArn: RecentArn }), { code: "AccessDenied" });
});

test("AssumeRole: the code counts in the trust policy of that very call, and in the session that is made", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann);
  const RoleArn = await addRole("Careful", { trust: [trusting(ann.arn, { Condition: CAREFUL })] });
  await assert.rejects(become(ann, { RoleArn }), /not authorized to perform: sts:AssumeRole/);
  const role = await become(ann, { RoleArn, ...shownBy(phone) });
  assert.equal(role.session?.mfaAuthenticatedAtSeconds, Math.floor(h.now() / 1000));
  // A session that was made with a code lets its bearer in without another; the role's session knows nothing of it.
  h.advance(STEP_MS);
  const withMfa = bearerOf((await session(ann, shownBy(phone))).Credentials);
  const next = await become(withMfa, { RoleArn });
  assert.equal(next.session?.mfaAuthenticatedAtSeconds, undefined);
  h.advance(STEP_MS);
  const withoutMfa = bearerOf((await session(ann)).Credentials);
  await become(withoutMfa, { RoleArn, ...shownBy(phone) });
});

test("what is sent wrong is told in AWS's words, to the last space", async () => {
  const ann = await addUser("ann");
  const bob = await addUser("bob");
  const stranger = await addUser("stranger", { accountId: B });
  const phone = await phoneOf(ann);
  const { SerialNumber, TokenCode } = shownBy(phone);
  await refuses(session(ann, { SerialNumber }), "AccessDenied", HALF);
  await refuses(session(ann, { TokenCode }), "AccessDenied", HALF);
  const wrong = TokenCode === "000000" ? "000001" : "000000";
  await refuses(session(ann, { SerialNumber, TokenCode: wrong }), "AccessDenied", WRONG);
  await refuses(session(ann, { SerialNumber: `${SerialNumber}2`, TokenCode }), "AccessDenied", UNKNOWN);
  for (const other of [bob, stranger, h.root]) {
    await refuses(session(other, { SerialNumber, TokenCode }), "AccessDenied", UNKNOWN);
  }
  const RoleArn = await addRole("Open", { trust: [trusting("*")], policy: policy(ALLOW_ALL) });
  const role = await become(ann, { RoleArn });
  await refuses(become(role, { RoleArn, SerialNumber, TokenCode }), "AccessDenied", UNKNOWN);
  await refuses(become(ann, { RoleArn, SerialNumber, TokenCode: wrong }), "AccessDenied", WRONG);
  // None of the others' attempts counted: hers are two.
  assert.equal((await usesOf(phone))?.looks, 2);
  await session(ann, { SerialNumber, TokenCode });
});

test("a code is good once, for whatever it is used; one that was not used may come after newer ones", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann);
  const RoleArn = await addRole("Open", { trust: [trusting(ann.arn)] });
  await session(ann, shownBy(phone, 1));
  await refuses(session(ann, shownBy(phone, 1)), "AccessDenied", WRONG);
  await refuses(become(ann, { RoleArn, ...shownBy(phone, 1) }), "AccessDenied", WRONG);
  await become(ann, { RoleArn, ...shownBy(phone, -1) });
  await refuses(session(ann, shownBy(phone, -1)), "AccessDenied", WRONG);
  await session(ann, shownBy(phone, -2));
  await session(ann, shownBy(phone, 2));
});

test("codes of three steps aside are refused, around the device's own clock", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann, { clockSteps: 50 });
  for (const distance of [0, 47, 53]) {
    await refuses(session(ann, shownBy(phone, distance)), "AccessDenied", WRONG);
  }
  await session(ann, shownBy(phone, 48));
  await session(ann, shownBy(phone, 52));
});

test("what was spent stays spent where the call is refused for something else", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann);
  const RoleArn = await addRole("Closed", { trust: [trusting(`arn:aws:iam::${B}:root`)] });
  await assert.rejects(become(ann, { RoleArn, ...shownBy(phone) }), (error) => {
    assert.ok(error instanceof AccessDenied && /not authorized to perform/.test(error.message));
    // What was decided on knew of the code, and tells it once.
    const { request, own } = listContext(error.denial.permissions[0]!.facts);
    assert.equal(request.get("aws:MultiFactorAuthPresent"), "true");
    assert.equal(own.has("aws:MultiFactorAuthPresent"), false);
    return true;
  });
  await refuses(session(ann, shownBy(phone)), "AccessDenied", WRONG);
});

test("who is refused anyway spends nothing", async () => {
  const phone = await phoneOf(h.root);
  const RoleArn = await addRole("Open", { trust: [trusting("*")] });
  await refuses(
    become(h.root, { RoleArn, ...shownBy(phone) }),
    "AccessDenied",
    "Roles may not be assumed by root accounts.",
  );
  assert.equal(await usesOf(phone), undefined);
  const withMfa = bearerOf((await session(h.root, shownBy(phone))).Credentials);
  assert.equal(withMfa.session?.mfaAuthenticatedAtSeconds, Math.floor(h.now() / 1000));
});

test("10,000 guesses: nine are looked at in three minutes, and no right code is, until they are over", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann);
  // Spans begin with every third minute of UTC.
  h.advance(180_000 - (h.now() % 180_000));
  const right = [-2, -1, 0, 1, 2].map((distance) => shownBy(phone, distance).TokenCode);
  const { SerialNumber } = phone;
  const before = await h.store.revision();
  let refused = 0;
  for (let code = 0; refused < 10_000; code++) {
    const TokenCode = String(code).padStart(6, "0");
    if (right.includes(TokenCode)) continue;
    await assert.rejects(session(ann, { SerialNumber, TokenCode }), { message: WRONG });
    refused++;
  }
  assert.equal((await usesOf(phone))?.looks, 9);
  // What is not looked at writes nothing either.
  assert.ok((await h.store.revision()) - before <= 9, "nine writes");
  await refuses(session(ann, shownBy(phone)), "AccessDenied", WRONG);
  h.advance(179_999);
  await refuses(session(ann, shownBy(phone)), "AccessDenied", WRONG);
  h.advance(1);
  await session(ann, shownBy(phone));
  assert.equal((await usesOf(phone))?.looks, 1);
});

test("a device that is made anew under its serial number has the guesses that were left, and no others", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann);
  const { SerialNumber, TokenCode } = shownBy(phone);
  const wrong = TokenCode === "000000" ? "000001" : "000000";
  for (let guess = 0; guess < 9; guess++) {
    await refuses(session(ann, { SerialNumber, TokenCode: wrong }), "AccessDenied", WRONG);
  }
  await h.store.write((tx) => tx.mfaDevices.delete(A, SerialNumber));
  await refuses(session(ann, { SerialNumber, TokenCode }), "AccessDenied", UNKNOWN);
  const anew = await phoneOf(ann);
  assert.equal(anew.SerialNumber, SerialNumber);
  await refuses(session(ann, shownBy(anew)), "AccessDenied", WRONG);
});

test("a node whose clock is behind begins no span anew", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann);
  h.advance(180_000 - (h.now() % 180_000));
  const { SerialNumber } = phone;
  const guess = () => session(ann, { SerialNumber, TokenCode: "000000" }).catch(() => {});
  for (let turn = 0; turn < 10; turn++) {
    await guess();
    h.advance(turn % 2 === 0 ? -10 : 10);
  }
  assert.equal((await usesOf(phone))?.looks, 9);
});

test("64 calls with the same right code at once: one succeeds", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann);
  const codes = shownBy(phone);
  const results = await Promise.allSettled(Array.from({ length: 64 }, () => session(ann, codes)));
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  for (const result of results) {
    if (result.status === "rejected") assert.equal(result.reason.message, WRONG);
  }
});

test("a device that is deactivated between its code and the session gives none", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann);
  const { SerialNumber } = phone;
  const { operations } = await loadContract("sts");
  const deactivate = (tx: WriteTransaction) =>
    tx.mfaDevices.bySerialNumber(A, SerialNumber).then((device) => {
      assert.ok(device);
      const { assignment: _, ...free } = device;
      return tx.mfaDevices.update(free);
    });
  // The very store, in which somebody deactivates the device as soon as the code is spent.
  const store = new Proxy(h.store, {
    get: (target, name) =>
      name === "write"
        ? async (work: never, hint: never) => {
            const spent = await target.write(work, hint);
            await target.write(deactivate);
            return spent;
          }
        : Reflect.get(target, name).bind(target),
  });
  const call = runOperation(store, stsService.operations.get("GetSessionToken")!, {
    service: "sts",
    contract: operations.get("GetSessionToken")!,
    input: shownBy(phone),
    caller: ann,
    now: h.now(),
    request: { ...REQUEST, region: "us-east-1", isSecureTransport: true },
    env: h.env,
    isSigned: true,
  });
  await refuses(call, "AccessDenied", UNKNOWN);
  assert.equal((await usesOf(phone))?.spentSteps.length, 1);
});

test("without a code the store is asked no more often than before there were any, and nothing is written", async () => {
  const ann = await addUser("ann");
  const phone = await phoneOf(ann);
  const { operations } = await loadContract("sts");
  const RoleArn = await addRole("Open", { trust: [trusting(ann.arn)] });
  const asked: string[] = [];
  const store = new Proxy(h.store, {
    get(target, name) {
      if (name === "read" || name === "write") asked.push(name);
      return Reflect.get(target, name).bind(target);
    },
  });
  const run = (codes: object) =>
    runOperation(store, stsService.operations.get("AssumeRole")!, {
      service: "sts",
      contract: operations.get("AssumeRole")!,
      input: { RoleArn, RoleSessionName: "ann", ...codes },
      caller: ann,
      now: h.now(),
      request: { ...REQUEST, region: "us-east-1", isSecureTransport: true },
      env: h.env,
      isSigned: true,
    });
  await run({});
  assert.deepEqual(asked.splice(0), ["read"]);
  await run(shownBy(phone));
  assert.deepEqual(asked, ["read", "write", "read"]);
});
