import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { openSecret } from "@rolecall/credentials";
import type { Store } from "@rolecall/store";
import fc from "fast-check";
import {
  type CertificatePlan,
  newCertificate,
  newEcKeys,
  newRsaKeys,
  privateKeyPem,
  type TestKeys,
} from "../../../../credentials/src/certificate/certificate.test-support.ts";
import { dropDatabaseAfterwards, ENGINES, openStore, runsOn } from "../../engines.test-support.ts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

dropDatabaseAfterwards();

let h: Harness<IamOperations>;
const begin = async (store?: Store) => {
  h = await createHarness(iamService, {}, store);
};
beforeEach(() => begin());
afterEach(() => h.close());

const DAY_MS = 86_400_000;
const keys = newEcKeys();
const pem = (plan: Partial<CertificatePlan> = {}) =>
  newCertificate({ subject: "a.example.com", keys, ...plan }, h.now());
const material = (of: TestKeys = keys, plan: Partial<CertificatePlan> = {}) => ({
  CertificateBody: pem({ keys: of, ...plan }),
  PrivateKey: privateKeyPem(of),
});
type Input = IamOperations["UploadServerCertificate"]["input"];
const upload = (input: Partial<Input> = {}) =>
  h.ask(h.root, "UploadServerCertificate", { ServerCertificateName: "Site", ...material(), ...input });
const get = async (ServerCertificateName = "Site") =>
  (await h.ask(h.root, "GetServerCertificate", { ServerCertificateName })).ServerCertificate;
const malformed = (message: string) => ["MalformedCertificate", message] as const;

test("a certificate is kept with its chain and tags, and its key is never seen again", async () => {
  const authority = newEcKeys();
  const signer = { subject: "authority", keys: authority };
  const chain = newCertificate({ ...signer, isAuthority: true }, h.now());
  const given = material(keys, { signer });
  const answer = await upload({
    ...given,
    CertificateChain: chain,
    Path: "/cloudfront/test/",
    Tags: [
      { Key: "Team", Value: "one" },
      { Key: "team", Value: "two" },
    ],
  });
  const metadata = answer.ServerCertificateMetadata;
  assert.ok(metadata);
  const { ServerCertificateId: id, ...shown } = metadata;
  assert.match(id, /^ASCA[A-Z2-7]{17}$/);
  assert.deepEqual(shown, {
    Path: "/cloudfront/test/",
    ServerCertificateName: "Site",
    Arn: "arn:aws:iam::111111111111:server-certificate/cloudfront/test/Site",
    UploadDate: new Date(h.now()),
    Expiration: new Date(Math.floor((h.now() + 365 * DAY_MS) / 1000) * 1000),
  });
  assert.deepEqual(await get("SITE"), {
    ServerCertificateMetadata: metadata,
    CertificateBody: given.CertificateBody.trimEnd(),
    CertificateChain: chain.trimEnd(),
    Tags: answer.Tags,
  });
  const record = await h.store.read((tx) => tx.serverCertificates.byName(h.accountId, "site"));
  assert.ok(record !== undefined && !Buffer.from(record.sealedPrivateKey).includes("PRIVATE"));
  assert.equal(openSecret(h.env.keyRing, record.id, record.sealedPrivateKey), given.PrivateKey);
});

test("curves, short keys of RSA and certificates without a chain are taken; there are no tags, and Get says so", async () => {
  await upload();
  assert.deepEqual((await get())?.Tags, []);
  assert.equal("CertificateChain" in ((await get()) ?? {}), false);
  const answer = await upload({ ServerCertificateName: "rsa", ...material(newRsaKeys(1024)) });
  assert.equal("Tags" in answer, false);
});

test("what does not belong together is refused in AWS's words", async () => {
  const other = newEcKeys();
  const old = { notBefore: new Date(h.now() - 2 * DAY_MS), notAfter: new Date(h.now() - DAY_MS) };
  const unrelated = newCertificate({ subject: "unrelated", keys: other, isAuthority: true }, h.now());
  const parse = malformed("Unable to parse certificate. Please ensure the certificate is in PEM format.");
  await refuses(upload({ CertificateBody: "nothing" }), ...parse);
  await refuses(upload({ CertificateBody: `text\n${pem()}` }), ...parse);
  await refuses(
    upload({ PrivateKey: privateKeyPem(other) }),
    "KeyPairMismatch",
    "The private key did not match the public key provided. Please verify the key material and try again.",
  );
  await refuses(
    upload({ CertificateBody: pem(old) }),
    ...malformed(
      "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed.",
    ),
  );
  await refuses(upload({ CertificateChain: "nothing" }), ...malformed("Unknown"));
  await refuses(
    upload({ CertificateChain: unrelated }),
    ...malformed(
      "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: -1",
    ),
  );
});

test("what AWS was not seen to refuse is refused with what is wrong", async () => {
  const early = { notBefore: new Date(h.now() + DAY_MS) };
  await assert.rejects(upload({ CertificateBody: pem(early) }), /'Not Before'/);
  const secret = keys.privateKey
    .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secret" })
    .toString();
  await assert.rejects(upload({ PrivateKey: secret }), {
    code: "MalformedCertificate",
    message: /passphrase/,
  });
});

test("a chain of thousands is refused by its number", async () => {
  const CertificateChain = pem({ isAuthority: true }).repeat(2_500);
  await refuses(
    upload({ CertificateChain }),
    "LimitExceeded",
    "Cannot exceed quota for CertificatesPerChain: 10",
  );
});

test("a name is taken in any case; a certificate that is not there", async () => {
  await upload();
  await refuses(
    upload({ ServerCertificateName: "SITE" }),
    "EntityAlreadyExists",
    "The Server Certificate with name SITE already exists.",
  );
  const ServerCertificateName = "nothing";
  await Promise.all(
    [
      get(ServerCertificateName),
      h.ask(h.root, "DeleteServerCertificate", { ServerCertificateName }),
      h.ask(h.root, "UpdateServerCertificate", { ServerCertificateName }),
      h.ask(h.root, "ListServerCertificateTags", { ServerCertificateName }),
    ].map((call) =>
      refuses(call, "NoSuchEntity", "The Server Certificate with name nothing cannot be found."),
    ),
  );
});

test("a certificate outlives the days that it is valid", async () => {
  await upload();
  h.advance(400 * DAY_MS);
  assert.ok(((await get())?.ServerCertificateMetadata.Expiration?.getTime() ?? 0) < h.now());
});

test("renamed and moved, it keeps its id and its tags, also where nothing is asked for", async () => {
  const Tags = [{ Key: "k", Value: "v" }];
  const { ServerCertificateMetadata: before } = await upload({ Tags });
  const update = (input: object) =>
    h.ask(h.root, "UpdateServerCertificate", { ServerCertificateName: "Site", ...input });
  await update({});
  await update({ NewPath: "/a/", NewServerCertificateName: "SITE" });
  await upload({ ServerCertificateName: "other" });
  await refuses(
    update({ NewServerCertificateName: "Other" }),
    "EntityAlreadyExists",
    "The Server Certificate with name Other already exists.",
  );
  await update({ NewServerCertificateName: "New" });
  const after = await get("New");
  assert.deepEqual(after?.ServerCertificateMetadata, {
    ...before,
    Path: "/a/",
    ServerCertificateName: "New",
    Arn: "arn:aws:iam::111111111111:server-certificate/a/New",
  });
  assert.deepEqual(after?.Tags, Tags);
  await refuses(get("Site"), "NoSuchEntity", "The Server Certificate with name Site cannot be found.");
});

test("who renames needs the permission on both names", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  await upload();
  const bob = await h.asUser("Bob");
  const input = { ServerCertificateName: "Site", NewServerCertificateName: "New" };
  const Action = "iam:UpdateServerCertificate";
  await h.allow("Bob", { Action, Resource: "arn:aws:iam::111111111111:server-certificate/Site" });
  await assert.rejects(h.ask(bob, "UpdateServerCertificate", input), { code: "AccessDenied" });
  await h.allow("Bob", { Action, Resource: "arn:aws:iam::111111111111:server-certificate/New" });
  await h.ask(bob, "UpdateServerCertificate", input);
});

test("lists by path, page by page, without bodies; twenty are all", async () => {
  const given = material();
  for (let number = 1; number <= 20; number++)
    await upload({ ...given, ServerCertificateName: `site-${number}`, Path: number > 17 ? "/p/" : "/" });
  await refuses(
    upload({ ServerCertificateName: "more" }),
    "LimitExceeded",
    "Cannot exceed quota for ServerCertificatesPerAccount: 20",
  );
  const names: string[] = [];
  for (let Marker: string | undefined; ; ) {
    const page = await h.ask(h.root, "ListServerCertificates", { MaxItems: 8, Marker });
    names.push(...page.ServerCertificateMetadataList.map((each) => each.ServerCertificateName));
    Marker = page.Marker;
    if (Marker === undefined) break;
  }
  assert.equal(new Set(names).size, 20);
  const { ServerCertificateMetadataList: some } = await h.ask(h.root, "ListServerCertificates", {
    PathPrefix: "/p",
  });
  assert.deepEqual(
    some.map((each) => Object.keys(each).sort().join()),
    Array(3).fill("Arn,Expiration,Path,ServerCertificateId,ServerCertificateName,UploadDate"),
  );
  const { SummaryMap } = await h.ask(h.root, "GetAccountSummary", {});
  assert.deepEqual([SummaryMap?.ServerCertificates, SummaryMap?.ServerCertificatesQuota], [20, 20]);
});

test("tags: keys differ by case; an empty list and a key that is not there are refused", async () => {
  await upload({ Tags: [{ Key: "Team", Value: "one" }] });
  const named = { ServerCertificateName: "Site" };
  await h.ask(h.root, "TagServerCertificate", { ...named, Tags: [{ Key: "team", Value: "two" }] });
  const { Tags } = await h.ask(h.root, "ListServerCertificateTags", named);
  assert.deepEqual(Tags, [
    { Key: "Team", Value: "one" },
    { Key: "team", Value: "two" },
  ]);
  const untag = (...TagKeys: string[]) => h.ask(h.root, "UntagServerCertificate", { ...named, TagKeys });
  await refuses(
    h.ask(h.root, "TagServerCertificate", { ...named, Tags: [] }),
    "InvalidInput",
    "The provided tag map must not be null/empty.",
  );
  await refuses(untag(), "InvalidInput", "The provided tag keys must not be null/empty.");
  const absent =
    "Input tag parameters does not meet the acceptance criteria. For example, the provided tag keys/values must be unicode letters, digits, white space, and any of the following symbols: _ . : / = + - @.";
  await refuses(untag("TEAM"), "InvalidInput", absent);
  await refuses(untag("team", "other"), "InvalidInput", absent);
  await untag("team");
  assert.deepEqual((await get())?.Tags, [{ Key: "Team", Value: "one" }]);
  const many = Array.from({ length: 50 }, (_, number) => ({ Key: `k${number}`, Value: "" }));
  await refuses(
    h.ask(h.root, "TagServerCertificate", { ...named, Tags: many }),
    "LimitExceeded",
    "The number of tags has reached the maximum limit.",
  );
});

for (const engine of ENGINES) {
  test(`creations, changes and deletions in any order come to what a map would hold, on ${engine}`, async () => {
    await h.close();
    await begin(await openStore(engine));
    const names = ["a", "A", "b", "c"];
    const given = material();
    const step = fc.record({
      kind: fc.constantFrom("upload", "upload", "rename", "tag", "delete"),
      name: fc.nat(3),
      other: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const model = new Map<string, { name: string; tags: number }>();
        for (const { kind, name, other } of steps) {
          const ServerCertificateName = names[name] as string;
          const key = ServerCertificateName.toLowerCase();
          const there = model.get(key);
          const named = { ServerCertificateName };
          if (kind === "upload") {
            const call = upload({ ...given, ...named });
            if (there !== undefined) await assert.rejects(call, { code: "EntityAlreadyExists" });
            else {
              await call;
              model.set(key, { name: ServerCertificateName, tags: 0 });
            }
            continue;
          }
          const to = names[other] as string;
          const isTaken = model.has(to.toLowerCase()) && to.toLowerCase() !== key;
          const call = {
            rename: () =>
              h.ask(h.root, "UpdateServerCertificate", { ...named, NewServerCertificateName: to }),
            tag: () =>
              h.ask(h.root, "TagServerCertificate", { ...named, Tags: [{ Key: `${other}`, Value: "" }] }),
            delete: () => h.ask(h.root, "DeleteServerCertificate", named),
          }[kind]?.() as Promise<unknown>;
          if (there === undefined) await assert.rejects(call, { code: "NoSuchEntity" });
          else if (kind === "rename" && isTaken) await assert.rejects(call, { code: "EntityAlreadyExists" });
          else {
            await call;
            if (kind === "tag") there.tags |= 1 << other;
            else model.delete(key);
            if (kind === "rename") model.set(to.toLowerCase(), { ...there, name: to });
          }
        }
        const { ServerCertificateMetadataList: list } = await h.ask(h.root, "ListServerCertificates", {});
        assert.deepEqual(
          list.map((each) => each.ServerCertificateName),
          [...model].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each.name),
        );
        for (const { name, tags } of model.values()) {
          const keysOf = ((await get(name))?.Tags ?? []).map(({ Key }) => 1 << Number(Key));
          assert.equal(
            keysOf.reduce((sum, bit) => sum | bit, 0),
            tags,
          );
          await h.ask(h.root, "DeleteServerCertificate", { ServerCertificateName: name });
        }
      }),
      { numRuns: runsOn(engine, 25) },
    );
  });
}
