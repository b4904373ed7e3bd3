import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { newCertificate, newEcKeys, newRsaKeys, pemOf } from "./certificate/certificate.test-support.ts";
import { readSshPublicKey, type SshPublicKey } from "./ssh-public-key.ts";

const { publicKey } = newRsaKeys();
const SPKI = publicKey.export({ type: "spki", format: "pem" }).toString();
const PKCS1 = publicKey.export({ type: "pkcs1", format: "pem" }).toString();

function key(text: string): SshPublicKey {
  const read = readSshPublicKey(text);
  assert.ok(typeof read === "object", `${text.slice(0, 60)}: ${String(read)}`);
  return read;
}

const { ssh } = key(SPKI);
const blobOf = (line: string) => Buffer.from(line.split(" ")[1] as string, "base64");

test("one key in three encodings, with a comment and without, is one key", () => {
  const texts = [
    SPKI,
    PKCS1,
    ssh,
    `${ssh} ann@example.com`,
    `${ssh}\tann's key, the old one\n`,
    `\n${SPKI}\n`,
  ];
  for (const text of texts) assert.deepEqual(key(text), { ...key(SPKI), pem: SPKI, ssh });
  assert.notEqual(key(newRsaKeys().publicKey.export({ type: "spki", format: "pem" }).toString()).ssh, ssh);
});

test("the fingerprint is the one that ssh-keygen -l -E md5 tells", () => {
  // The key and its fingerprint, as OpenSSH 9 made them.
  const modulus = (2n ** 2047n + 12345n).toString(16);
  const field = (hex: string) => {
    const bytes = Buffer.from(hex, "hex");
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const blob = Buffer.concat([
    field(Buffer.from("ssh-rsa").toString("hex")),
    field("010001"),
    field(`00${modulus}`),
  ]);
  const read = key(`ssh-rsa ${blob.toString("base64")}`);
  assert.equal(read.fingerprint, "aa:fe:ff:03:81:20:c3:ca:52:49:3c:55:ab:c8:63:f0");
  assert.match(read.fingerprint, /^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/);
});

test("a text in no encoding that is known, or with anything beside the key, is not recognized", () => {
  const certificate = newCertificate({ subject: "a", keys: newEcKeys() });
  const cut = blobOf(ssh).subarray(0, -1);
  const long = Buffer.concat([blobOf(ssh), Buffer.from([0])]);
  const otherType = Buffer.from(blobOf(ssh).toString("latin1").replace("ssh-rsa", "ssh-dss"), "latin1");
  const texts = [
    "",
    "ssh-rsa",
    "ssh-rsa AAAA",
    "ssh-rsa !!!!",
    `ssh-rsa ${cut.toString("base64")}`,
    `ssh-rsa ${long.toString("base64")}`,
    `ssh-rsa ${otherType.toString("base64")}`,
    `ssh-rsa ${Buffer.from([0, 0, 0, 255]).toString("base64")}`,
    `${ssh}\nssh-rsa AAAA`,
    `# mine\n${ssh}`,
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUmT3wYEqzZ0rgV5zY5bpiPvbCl2CqDk3rWk0dhGXkq",
    SPKI + SPKI,
    `mine\n${SPKI}`,
    SPKI.replaceAll("\n", " "),
    SPKI.replace("PUBLIC KEY", "RSA PUBLIC KEY"),
    pemOf("PUBLIC KEY", Buffer.from("nothing")),
    certificate,
  ];
  for (const text of texts) assert.equal(readSshPublicKey(text), "unrecognized", JSON.stringify(text));
});

test("a key that is too short, too long, or none of RSA is invalid", () => {
  const spki = (other: KeyObject) => other.export({ type: "spki", format: "pem" }).toString();
  assert.equal(readSshPublicKey(spki(newRsaKeys(1024).publicKey)), "invalid");
  assert.equal(readSshPublicKey(spki(newEcKeys().publicKey)), "invalid");
  assert.equal(readSshPublicKey(spki(generateKeyPairSync("ed25519").publicKey)), "invalid");
});

test("sizes are counted in bits; even numbers are no key", () => {
  const line = (modulus: bigint, exponent: bigint) => {
    const mpint = (value: bigint) => {
      const hex = value.toString(16);
      const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
      return (bytes[0] as number) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
    };
    const fields = [Buffer.from("ssh-rsa"), mpint(exponent), mpint(modulus)].map((bytes) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return Buffer.concat([length, bytes]);
    });
    return `ssh-rsa ${Buffer.concat(fields).toString("base64")}`;
  };
  const accepted = (modulus: bigint, exponent: bigint) =>
    typeof readSshPublicKey(line(modulus, exponent)) === "object";
  assert.equal(accepted(2n ** 2047n + 1n, 65_537n), true);
  assert.equal(accepted(2n ** 2047n - 1n, 65_537n), false);
  assert.equal(accepted(2n ** 16_384n - 1n, 65_537n), true);
  assert.equal(accepted(2n ** 16_384n + 1n, 65_537n), false);
  assert.equal(accepted(2n ** 2047n, 65_537n), false);
  assert.equal(accepted(2n ** 2047n + 1n, 65_536n), false);
  assert.equal(accepted(2n ** 2047n + 1n, 1n), false);
  assert.equal(accepted(2n ** 2047n + 1n, 0n), false);
});

test("what was converted is read as the same key, and no text makes it fail otherwise than by saying so", () => {
  const read = key(SPKI);
  assert.deepEqual(key(read.ssh), read);
  assert.deepEqual(key(read.pem), read);
  const piece = fc.constantFrom("ssh-rsa ", "AAAA", SPKI, ssh, "\n", " ", "=", "-----BEGIN PUBLIC KEY-----");
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
      const result = readSshPublicKey(pieces.join(""));
      assert.ok(typeof result === "object" || result === "unrecognized" || result === "invalid");
    }),
  );
});
