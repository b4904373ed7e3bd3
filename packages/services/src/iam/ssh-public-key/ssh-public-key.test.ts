import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { readSshPublicKey } from "@rolecall/credentials";
import type { Store } from "@rolecall/store";
import fc from "fast-check";
import { newRsaKeys } from "../../../../credentials/src/certificate/certificate.test-support.ts";
import { dropDatabaseAfterwards, ENGINES, openStore, runsOn } from "../../engines.test-support.ts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

dropDatabaseAfterwards();

let h: Harness<IamOperations>;
const begin = async (store?: Store) => {
  h = await createHarness(iamService, {}, store);
  for (const UserName of ["Bob", "Ann"]) await h.ask(h.root, "CreateUser", { UserName });
};
beforeEach(() => begin());
afterEach(() => h.close());

const UserName = "Bob";
const pemOf = (bits = 2048) => newRsaKeys(bits).publicKey.export({ type: "spki", format: "pem" }).toString();
const KEYS = Array.from({ length: 6 }, () => pemOf());
const PEM = KEYS[0] as string;
const read = (pem: string) => {
  const key = readSshPublicKey(pem);
  assert.ok(typeof key === "object");
  return key;
};
const upload = async (SSHPublicKeyBody: string, user = UserName) => {
  const answer = await h.ask(h.root, "UploadSSHPublicKey", { UserName: user, SSHPublicKeyBody });
  assert.ok(answer.SSHPublicKey);
  return answer.SSHPublicKey;
};
const list = (input: { UserName?: string; MaxItems?: number; Marker?: string } = { UserName }) =>
  h.ask(h.root, "ListSSHPublicKeys", input);

test("a key is kept as it was sent, and answered in the encoding that is asked for", async () => {
  const { ssh, fingerprint } = read(PEM);
  const body = `${ssh} ann's laptop`;
  const key = await upload(body, "bob");
  const metadata = {
    UserName,
    SSHPublicKeyId: key.SSHPublicKeyId,
    Status: "Active",
    UploadDate: new Date(h.now()),
  };
  assert.deepEqual(key, { ...metadata, Fingerprint: fingerprint, SSHPublicKeyBody: body });
  assert.match(key.SSHPublicKeyId, /^APKA[A-Z2-7]{16}$/);
  assert.deepEqual(await list(), { SSHPublicKeys: [metadata], IsTruncated: false });
  const got = async (Encoding: "SSH" | "PEM") => {
    const { SSHPublicKeyId } = key;
    return (await h.ask(h.root, "GetSSHPublicKey", { UserName, SSHPublicKeyId, Encoding })).SSHPublicKey;
  };
  assert.deepEqual(await got("SSH"), { ...key, SSHPublicKeyBody: ssh });
  assert.deepEqual(await got("PEM"), { ...key, SSHPublicKeyBody: PEM });
});

test("what is no key, or a short one, is refused in AWS's words; the user comes first", async () => {
  await refuses(upload("nothing"), "UnrecognizedPublicKeyEncoding", "Invalid public key uploaded.");
  await refuses(upload(pemOf(1024)), "InvalidPublicKey", "Invalid body for public key");
  await refuses(upload("nothing", "nobody"), "NoSuchEntity", "The user with name nobody cannot be found.");
});

test("a user has a key once, whatever its encoding; two users may have the same", async () => {
  await upload(PEM);
  const duplicate = ["DuplicateSSHPublicKey", "Duplicate SSH public key uploaded."] as const;
  await refuses(upload(read(PEM).ssh), ...duplicate);
  await upload(PEM, "Ann");
  for (const pem of KEYS.slice(1, 5)) await upload(pem);
  await refuses(upload(read(PEM).ssh), ...duplicate);
  await refuses(
    upload(KEYS[5] as string),
    "LimitExceeded",
    "Cannot exceed quota for SSHPublicKeysPerUser: 5",
  );
});

test("a key that is not there, and another user's", async () => {
  const { SSHPublicKeyId } = await upload(PEM, "Ann");
  const absent = "APKAAAAAAAAAAAAAAAAA";
  const calls = (id: string) => [
    h.ask(h.root, "GetSSHPublicKey", { UserName, SSHPublicKeyId: id, Encoding: "SSH" }),
    h.ask(h.root, "UpdateSSHPublicKey", { UserName, SSHPublicKeyId: id, Status: "Inactive" }),
    h.ask(h.root, "DeleteSSHPublicKey", { UserName, SSHPublicKeyId: id }),
  ];
  for (const call of calls(absent))
    await refuses(call, "NoSuchEntity", `The Public Key with id ${absent} cannot be found.`);
  for (const call of calls(SSHPublicKeyId))
    await refuses(call, "NoSuchEntity", `User has no Public Key with id ${SSHPublicKeyId}.`);
});

test("a key is deactivated, never expired by asking, and lists its owner's new name", async () => {
  const { SSHPublicKeyId } = await upload(PEM);
  const set = (Status: "Active" | "Inactive" | "Expired") =>
    h.ask(h.root, "UpdateSSHPublicKey", { UserName, SSHPublicKeyId, Status });
  await refuses(set("Expired"), "InvalidInput", "Operation does not support status Expired");
  await set("Inactive");
  await h.ask(h.root, "UpdateUser", { UserName, NewUserName: "Robert" });
  const { SSHPublicKeys: [key] = [] } = await list({ UserName: "Robert" });
  assert.deepEqual([key?.Status, key?.UserName], ["Inactive", "Robert"]);
});

test("lists go page by page, of the caller where nobody is named", async () => {
  const ids = [];
  for (const pem of KEYS.slice(0, 3)) ids.push((await upload(pem)).SSHPublicKeyId);
  const first = await list({ UserName, MaxItems: 2 });
  assert.equal(first.IsTruncated, true);
  const second = await list({ UserName, MaxItems: 2, Marker: first.Marker ?? "" });
  const listed = [...(first.SSHPublicKeys ?? []), ...(second.SSHPublicKeys ?? [])];
  assert.deepEqual(listed.map((key) => key.SSHPublicKeyId).sort(), ids.sort());
  assert.equal(second.IsTruncated, false);
  await h.allow(UserName, { Action: "iam:ListSSHPublicKeys", Resource: "arn:aws:iam::*:user/Bob" });
  const bob = await h.asUser(UserName);
  assert.equal((await h.ask(bob, "ListSSHPublicKeys", {})).SSHPublicKeys?.length, 3);
  assert.deepEqual(await list({}), { SSHPublicKeys: [], IsTruncated: false });
});

interface Modelled {
  readonly owner: string;
  readonly key: number;
  status: "Active" | "Inactive";
}

for (const engine of ENGINES) {
  test(`uploads, changes and deletions in any order come to what a map would hold, on ${engine}`, async () => {
    await h.close();
    await begin(await openStore(engine));
    const users = ["Bob", "Ann"];
    const step = fc.record({
      kind: fc.constantFrom("upload", "upload", "update", "delete", "rename"),
      user: fc.nat(1),
      key: fc.nat(5),
      pick: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const model = new Map<string, Modelled>();
        const names = [...users];
        const nameOf = (owner: string) => names[users.indexOf(owner)] as string;
        for (const { kind, user, key, pick } of steps) {
          const owner = users[user] as string;
          if (kind === "rename") {
            const next = `${owner}-${pick}`;
            if (names.includes(next)) continue;
            await h.ask(h.root, "UpdateUser", { UserName: nameOf(owner), NewUserName: next });
            names[user] = next;
            continue;
          }
          const own = [...model].filter(([, each]) => each.owner === owner);
          if (kind === "upload") {
            const refused = own.some(([, each]) => each.key === key) || own.length >= 5;
            const call = upload(KEYS[key] as string, nameOf(owner));
            if (refused) await assert.rejects(call);
            else model.set((await call).SSHPublicKeyId, { owner, key, status: "Active" });
            continue;
          }
          const [id, picked] = [...model][pick % Math.max(1, model.size)] ?? ["APKAAAAAAAAAAAAAAAAA"];
          const input = { UserName: nameOf(owner), SSHPublicKeyId: id };
          const call =
            kind === "delete"
              ? h.ask(h.root, "DeleteSSHPublicKey", input)
              : h.ask(h.root, "UpdateSSHPublicKey", { ...input, Status: "Inactive" });
          if (picked?.owner !== owner) await assert.rejects(call, { code: "NoSuchEntity" });
          else {
            await call;
            if (kind === "delete") model.delete(id);
            else picked.status = "Inactive";
          }
        }
        for (const owner of users) {
          const { SSHPublicKeys: keys = [] } = await list({ UserName: nameOf(owner) });
          const listed = keys.map((each) => [each.SSHPublicKeyId, each.Status, each.UserName]);
          const expected = [...model]
            .filter(([, each]) => each.owner === owner)
            .map(([id, each]) => [id, each.status, nameOf(owner)]);
          assert.deepEqual(listed.sort(), expected.sort());
          for (const [id] of expected)
            await h.ask(h.root, "DeleteSSHPublicKey", {
              UserName: nameOf(owner),
              SSHPublicKeyId: id as string,
            });
        }
        for (const [index, owner] of users.entries())
          if (names[index] !== owner)
            await h.ask(h.root, "UpdateUser", { UserName: names[index] as string, NewUserName: owner });
      }),
      { numRuns: runsOn(engine, 25) },
    );
  });
}
