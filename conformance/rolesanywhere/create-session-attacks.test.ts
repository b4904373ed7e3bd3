import assert from "node:assert/strict";
import { createPublicKey, X509Certificate } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { loadContract, type RolesAnywhereOperations } from "@rolecall/contracts";
import { createSigningKeyCache, signRequest } from "@rolecall/sigv4";
import {
  extension,
  newEcKeys,
  newRsaKeys,
} from "../../packages/credentials/src/certificate/certificate.test-support.ts";
import { sequence } from "../../packages/credentials/src/certificate/der.test-support.ts";
import { newRevocationList } from "../../packages/credentials/src/certificate/revocation-list.test-support.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { createRestClient } from "../installation/rest-client.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import {
  type AskOptions,
  askForSession,
  type Holder,
  newAuthority,
  newMachine,
  type SentSession,
  type SessionArns,
  sendSession,
  signSession,
} from "./machines.ts";

/** What machines, and who pretends to be one, are refused for; each in the words that are known of AWS. */

const UNTRUSTED = "403 AccessDeniedException: Untrusted Signing Certificate";
const INVALID = "403 AccessDeniedException: Invalid signature";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/machine`;
const UNABLE = `403 AccessDeniedException: Unable to assume role for ${ROLE}`;
const HOUR_MS = 3_600_000;

const root = newAuthority("Company CA");
const middle = newAuthority("Middle CA", root);
const good = newMachine(root, { commonName: "web-1" }, { serialNumber: 7 });

let installation: TestInstallation;
let ask: <Name extends keyof RolesAnywhereOperations & string>(
  name: Name,
  input: RolesAnywhereOperations[Name]["input"],
) => Promise<RolesAnywhereOperations[Name]["output"]>;
let arns: SessionArns;

before(async () => {
  const trust = {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Service: "rolesanywhere.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
    },
  };
  const roles = ["machine", "other"].map((name) => ({ name, trust }));
  installation = await startInstallation(seedWithAdmin({ roles }), ["--regions", "us-east-1,eu-west-1"]);
  const contract = await loadContract("rolesanywhere");
  ask = createRestClient({ contract, at: installation, keys: ADMIN }) as typeof ask;
  arns = { trustAnchorArn: await newAnchor(), profileArn: await newProfile(), roleArn: ROLE };
});
after(() => installation?.stop());

async function newAnchor(authority = root, enabled = true): Promise<string> {
  const sourceData = { x509CertificateData: authority.pem };
  const source = { sourceType: "CERTIFICATE_BUNDLE", sourceData } as const;
  const { trustAnchor } = await ask("CreateTrustAnchor", { name: "company", source, enabled });
  return trustAnchor.trustAnchorArn ?? "";
}

async function newProfile(enabled = true, roleArns = [ROLE]): Promise<string> {
  const { profile } = await ask("CreateProfile", { name: "machines", roleArns, enabled });
  return profile?.profileArn ?? "";
}

async function told(answer: ReturnType<typeof askForSession>): Promise<string> {
  const { status, code, message } = await answer;
  return status === 201 ? "201" : `${status} ${code}: ${message}`;
}

const asking = (machine: Holder, more: AskOptions & Partial<SessionArns> = {}) => {
  const { trustAnchorArn = arns.trustAnchorArn, profileArn = arns.profileArn, roleArn = arns.roleArn } = more;
  return told(askForSession(installation, machine, { trustAnchorArn, profileArn, roleArn }, more));
};

const named = (name: string, change: (value: string) => string) => (sent: SentSession) => ({
  ...sent,
  headers: sent.headers.map(([key, value]) => [key, key === name ? change(value) : value] as const),
});
const adding = (name: string, value: string) => (sent: SentSession) => ({
  ...sent,
  headers: [...sent.headers, [name, value] as const],
});

const ago = (ms: number) => new Date(Date.now() - ms);
const machine = (plan: Parameters<typeof newMachine>[2], signer = root) =>
  newMachine(signer, { commonName: "web-1" }, plan);

/** A public key whose private one nobody has. */
function hugeKeys(modulusBytes: number, exponentBytes: number) {
  const odd = (length: number) =>
    Buffer.concat([Buffer.alloc(length - 1, 0xc5), Buffer.from([1])]).toString("base64url");
  const key = { kty: "RSA", n: odd(modulusBytes), e: odd(exponentBytes) };
  return { publicKey: createPublicKey({ format: "jwk", key }), privateKey: newRsaKeys().privateKey };
}

const CERTIFICATES: Readonly<Record<string, readonly [() => Promise<string>, string]>> = {
  "an authority of the same name": [() => asking(machine({}, newAuthority("Company CA"))), UNTRUSTED],
  "an authority of the same name, sent along": [
    () => {
      const impostor = newAuthority("Company CA");
      return asking(machine({}, impostor), { intermediates: [impostor] });
    },
    UNTRUSTED,
  ],
  "signed by itself": [
    () => asking(newMachine({ ...good, keys: good.keys }, { commonName: "web-1" })),
    UNTRUSTED,
  ],
  expired: [() => asking(machine({ notBefore: ago(2 * HOUR_MS), notAfter: ago(HOUR_MS) })), UNTRUSTED],
  "not valid yet": [() => asking(machine({ notBefore: ago(-HOUR_MS) })), UNTRUSTED],
  "an authority's": [() => asking({ ...middle }), UNTRUSTED],
  "an authority's, though a machine's by name": [() => asking(machine({ isAuthority: true })), UNTRUSTED],
  "without digitalSignature": [() => asking(machine({ keyUsage: 0x20 })), UNTRUSTED],
  "signed with SHA-1": [() => asking(machine({ digest: "sha1" })), UNTRUSTED],
  "of version 1": [() => asking(machine({ version: 1 })), UNTRUSTED],
  "with a critical extension that nobody knows": [
    () => asking(machine({ extensions: [extension("2a0304", sequence())] })),
    UNTRUSTED,
  ],
  "of a machine that signs machines": [() => asking(machine({}, good), { intermediates: [good] }), UNTRUSTED],
  "of an authority that may have none below it": [
    () => {
      const last = newAuthority("Last CA", root, { pathLength: 0 });
      const below = newAuthority("Below CA", last);
      return asking(machine({}, below), { intermediates: [below, last] });
    },
    UNTRUSTED,
  ],
  "in a circle": [
    () => {
      const keys = newEcKeys();
      const one = newAuthority("One", { subject: "Two", keys, pem: "" }, { keys });
      const two = newAuthority("Two", { subject: "One", keys, pem: "" }, { keys });
      return asking(machine({}, one), { intermediates: [one, two] });
    },
    UNTRUSTED,
  ],
  "with too many intermediates": [
    () => asking(machine({}, middle), { intermediates: Array<Holder>(11).fill(middle) }),
    UNTRUSTED,
  ],
  "with ten intermediates": [
    () => asking(machine({}, middle), { intermediates: Array<Holder>(10).fill(middle) }),
    "201",
  ],
  "of RSA with 1,024 bits": [() => asking(machine({ keys: newRsaKeys(1024) })), UNTRUSTED],
  "of RSA with 16,384 bits": [() => asking(machine({ keys: hugeKeys(2_048, 3) })), UNTRUSTED],
  "of RSA with an exponent as long as its modulus": [
    () => asking(machine({ keys: hugeKeys(256, 256) })),
    UNTRUSTED,
  ],
};

const SIGNATURES: Readonly<Record<string, readonly [() => Promise<string>, string | RegExp]>> = {
  "by another key": [() => asking(good, { keys: newEcKeys() }), INVALID],
  "by a key of another kind": [() => asking(good, { keys: newRsaKeys() }), INVALID],
  "of another body": [
    () => asking(good, { change: (sent) => ({ ...sent, body: '{"durationSeconds":900}' }) }),
    INVALID,
  ],
  "of another query": [
    () => asking(good, { change: (sent) => ({ ...sent, url: sent.url.replace("machine", "other") }) }),
    INVALID,
  ],
  "with another serial number": [
    () =>
      asking(good, {
        change: named("authorization", (value) => value.replace("Credential=7/", "Credential=8/")),
      }),
    INVALID,
  ],
  "of another certificate": [
    () => {
      const other = new X509Certificate(machine({ serialNumber: 7 }).pem).raw.toString("base64");
      return asking(good, { change: named("x-amz-x509", () => other) });
    },
    INVALID,
  ],
  "from yesterday, replayed": [
    () => asking(good, { clockOffMs: -24 * HOUR_MS }),
    /^403 InvalidSignatureException: Signature expired: /,
  ],
  "from the day to come": [
    () => asking(good, { clockOffMs: 6 * 60_000 }),
    /^403 InvalidSignatureException: Signature not yet current: /,
  ],
  "with yesterday's scope": [
    () =>
      asking(good, { change: named("authorization", (value) => value.replace(/\/20\d{6}\//, "/20200101/")) }),
    /^403 InvalidSignatureException: Date in Credential scope does not match/,
  ],
  "for a region that is not served": [
    () => asking(good, { region: "ap-south-1" }),
    /^403 InvalidSignatureException: Credential should be scoped to a valid region/,
  ],
  "for another region than the trust anchor's": [
    () => asking(good, { region: "eu-west-1" }),
    /^404 ResourceNotFoundException: There is no trust anchor /,
  ],
  "for another service": [
    () => asking(good, { service: "sts" }),
    /^403 InvalidSignatureException: Credential should be scoped to correct service: 'rolesanywhere'/,
  ],
  "that covers no certificate": [
    () => asking(good, { change: named("authorization", (value) => value.replace(";x-amz-x509", "")) }),
    /^403 InvalidSignatureException: 'x-amz-x509' must be a 'SignedHeader'/,
  ],
  "that covers no intermediates, which somebody added": [
    () => asking(good, { change: adding("x-amz-x509-chain", "AAAA") }),
    /^403 InvalidSignatureException: 'x-amz-x509-chain' must be a 'SignedHeader'/,
  ],
  "of a certificate with bytes behind it": [
    () =>
      asking(good, {
        change: named("x-amz-x509", (value) =>
          Buffer.concat([Buffer.from(value, "base64"), Buffer.from([0])]).toString("base64"),
        ),
      }),
    /^403 IncompleteSignatureException: 'X-Amz-X509' must stand there once/,
  ],
  "of no certificate": [
    () => asking(good, { change: named("x-amz-x509", () => Buffer.from("no DER").toString("base64")) }),
    /^403 IncompleteSignatureException: 'X-Amz-X509' must stand there once/,
  ],
  "of two certificates": [
    () =>
      asking(good, { change: adding("x-amz-x509", new X509Certificate(good.pem).raw.toString("base64")) }),
    /^403 IncompleteSignatureException: 'X-Amz-X509' must stand there once/,
  ],
  "by nobody": [
    () =>
      asking(good, {
        change: (sent) => ({ ...sent, headers: sent.headers.filter(([name]) => name !== "authorization") }),
      }),
    "403 MissingAuthenticationTokenException: Missing Authentication Token",
  ],
  "of an algorithm that nobody knows": [
    () => asking(good, { change: named("authorization", (value) => value.replace("ECDSA", "EDDSA")) }),
    /^403 IncompleteSignatureException: Unsupported AWS 'algorithm': 'AWS4-X509-EDDSA-SHA256'/,
  ],
  "by a secret access key": [
    () => {
      const sent = signSession(installation, good, arns);
      const plain = sent.headers.filter(([name]) => ["host", "content-type"].includes(name));
      const { pathname, search } = new URL(sent.url);
      const signed = signRequest(
        {
          method: "POST",
          rawPath: pathname,
          rawQuery: search.slice(1),
          headers: Object.fromEntries(plain.map(([name, value]) => [name, [value]])),
          payload: Buffer.from(sent.body),
        },
        {
          credentials: ADMIN,
          region: "us-east-1",
          service: "rolesanywhere",
          nowMs: Date.now(),
          signingKeys: createSigningKeyCache({ capacity: 2 }),
        },
      );
      return told(sendSession({ ...sent, headers: [...plain, ...Object.entries(signed)] }));
    },
    /^403 IncompleteSignatureException: Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA256'/,
  ],
};

for (const [what, cases] of Object.entries({ "a certificate": CERTIFICATES, "a signature": SIGNATURES }))
  describe(what, () => {
    for (const [name, [attack, expected]] of Object.entries(cases))
      it(`${name}: ${String(expected).slice(0, 60)}`, async () => {
        const answer = await attack();
        if (typeof expected === "string") assert.equal(answer, expected);
        else assert.match(answer, expected);
      });
  });

describe("what the account says", () => {
  it("lets nobody in by a trust anchor or a profile that is disabled, deleted or made up", async () => {
    const [anchor, profile] = [await newAnchor(), await newProfile()];
    const [trustAnchorId = "", profileId = ""] = [anchor.split("/")[1], profile.split("/")[1]];
    const both = { trustAnchorArn: anchor, profileArn: profile };
    assert.equal(await asking(good, both), "201");
    await ask("DisableTrustAnchor", { trustAnchorId });
    assert.equal(await asking(good, both), "403 AccessDeniedException: The trust anchor is disabled.");
    await ask("EnableTrustAnchor", { trustAnchorId });
    await ask("DisableProfile", { profileId });
    assert.equal(await asking(good, both), "403 AccessDeniedException: The profile is disabled.");
    await ask("DeleteProfile", { profileId });
    assert.match(await asking(good, both), /^404 ResourceNotFoundException: There is no profile /);
    await ask("DeleteTrustAnchor", { trustAnchorId });
    assert.match(await asking(good, both), /^404 ResourceNotFoundException: There is no trust anchor /);
    const elsewhere = arns.trustAnchorArn.replace(ACCOUNT, "222222222222");
    assert.match(await asking(good, { trustAnchorArn: elsewhere }), /^404 ResourceNotFoundException/);
  });

  it("lets nobody have a role that the profile does not name, or that is none", async () => {
    const roleArn = ROLE.replace("machine", "other");
    assert.equal(await asking(good, { roleArn }), UNABLE.replace(ROLE, roleArn));
    const empty = await newProfile(true, []);
    assert.equal(await asking(good, { profileArn: empty }), UNABLE);
    const gone = ROLE.replace("machine", "gone");
    const profileArn = await newProfile(true, [gone]);
    assert.equal(await asking(good, { profileArn, roleArn: gone }), UNABLE.replace(ROLE, gone));
  });

  it("is asked by ARNs of the right kind, each once", async () => {
    const invalid = /^400 ValidationException: /;
    assert.match(await asking(good, { trustAnchorArn: arns.profileArn }), invalid);
    assert.match(await asking(good, { profileArn: arns.trustAnchorArn }), invalid);
    assert.match(await asking(good, { roleArn: `arn:aws:iam::${ACCOUNT}:user/machine` }), invalid);
    assert.match(await asking(good, { body: { roleArn: `${ROLE}s` } }), /roleArn is not the same/);
    assert.equal(await asking(good, { body: { roleArn: ROLE } }), "201");
  });

  it("revokes certificates, of machines and of authorities between, for as long as a list is enabled", async () => {
    const trustAnchorArn = await newAnchor();
    const below = newMachine(middle, { commonName: "web-1" }, { serialNumber: 9 });
    const between = { trustAnchorArn, intermediates: [middle] };
    const revoke = async (issuer: Holder, serialNumbers: readonly number[]) => {
      const crlData = newRevocationList({ issuer: issuer.subject, keys: issuer.keys, serialNumbers });
      const { crl } = await ask("ImportCrl", { name: "revoked", crlData, trustAnchorArn, enabled: true });
      return crl.crlId ?? "";
    };
    assert.equal(await asking(good, { trustAnchorArn }), "201");
    const crlId = await revoke(root, [7, 8]);
    assert.equal(await asking(good, { trustAnchorArn }), UNTRUSTED);
    assert.equal(await asking(machine({ serialNumber: 10 }), { trustAnchorArn }), "201");
    // Another trust anchor has lists of its own.
    assert.equal(await asking(good), "201");
    await ask("DisableCrl", { crlId });
    assert.equal(await asking(good, { trustAnchorArn }), "201");
    await ask("EnableCrl", { crlId });
    assert.equal(await asking(good, { trustAnchorArn }), UNTRUSTED);
    const crlData = newRevocationList({ issuer: root.subject, keys: root.keys, serialNumbers: [8] });
    await ask("UpdateCrl", { crlId, crlData });
    assert.equal(await asking(good, { trustAnchorArn }), "201");
    // An authority of the same name, whose key is another's, revokes nothing.
    const others = await revoke(newAuthority("Company CA"), [7]);
    assert.equal(await asking(good, { trustAnchorArn }), "201");
    await ask("DeleteCrl", { crlId: others });
    assert.equal(await asking(below, between), "201");
    const ofMiddle = await revoke(middle, [9]);
    assert.equal(await asking(below, between), UNTRUSTED);
    await ask("DeleteCrl", { crlId: ofMiddle });
    assert.equal(await asking(below, between), "201");
    await revoke(root, [1]);
    assert.equal(await asking(below, between), UNTRUSTED);
  });

  it("and who runs the installation learns what it was", () => {
    assert.ok(installation.errors.some((line) => line.includes("was refused: ")));
    assert.ok(installation.errors.some((line) => line.includes("has expired")));
  });
});
