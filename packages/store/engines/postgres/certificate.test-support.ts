/**
 * Certificates for tests of TLS, made where they are used: none is committed that will expire, nor any key, and no other
 * program is needed. Written as DER by hand, since node reads certificates and makes none.
 * Source: RFC 5280, sections 4.1 and 4.2.1.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";

export interface TestAuthority {
  /** Its own certificate, in PEM. */
  readonly certificate: string;
  /** A server's certificate and its key, in PEM. */
  issue(leaf: TestLeaf): { readonly certificate: string; readonly key: string };
}

interface TestLeaf {
  /** What it is for: names of hosts, and addresses (IPv4). */
  readonly names: readonly string[];
  /** A day from now where undefined. */
  readonly expiresAtMs?: number;
}

const DAY_MS = 86_400_000;

/** An authority of its own, that nobody trusts yet. */
export function createTestAuthority(commonName: string): TestAuthority {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const issuer = { name: commonName, key: privateKey, spki };
  return {
    certificate: certify(issuer, {
      subject: commonName,
      spki,
      expiresAtMs: Date.now() + DAY_MS,
      extensions: [
        extension(OID.basicConstraints, der(SEQUENCE, der(BOOLEAN, [0xff])), true),
        // keyCertSign and cRLSign
        extension(OID.keyUsage, der(BIT_STRING, [1, 0b0000_0110]), true),
      ],
    }),
    issue({ names, expiresAtMs = Date.now() + DAY_MS }) {
      const leaf = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const certificate = certify(issuer, {
        subject: names[0] ?? "",
        spki: leaf.publicKey.export({ type: "spki", format: "der" }),
        expiresAtMs,
        extensions: [extension(OID.subjectAltName, der(SEQUENCE, ...names.map(generalName)))],
      });
      return { certificate, key: leaf.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
    },
  };
}

interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
  readonly spki: Buffer;
}

interface Subject {
  readonly subject: string;
  readonly spki: Buffer;
  readonly expiresAtMs: number;
  readonly extensions: readonly Buffer[];
}

function certify(issuer: Issuer, { subject, spki, expiresAtMs, extensions }: Subject): string {
  const tbs = der(
    SEQUENCE,
    der(EXPLICIT_0, der(INTEGER, [2])),
    der(INTEGER, [1, ...randomBytes(15)]),
    ECDSA_WITH_SHA256,
    nameOf(issuer.name),
    der(SEQUENCE, time(Math.min(Date.now(), expiresAtMs) - DAY_MS), time(expiresAtMs)),
    nameOf(subject),
    spki,
    der(
      EXPLICIT_3,
      der(
        SEQUENCE,
        ...extensions,
        // Python's strict verification asks for both.
        extension(OID.subjectKeyIdentifier, der(OCTET_STRING, keyIdentifier(spki))),
        extension(OID.authorityKeyIdentifier, der(SEQUENCE, der(IMPLICIT_0, keyIdentifier(issuer.spki)))),
      ),
    ),
  );
  const whole = der(SEQUENCE, tbs, ECDSA_WITH_SHA256, der(BIT_STRING, [0], sign("sha256", tbs, issuer.key)));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

const [BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, OBJECT_ID] = [1, 2, 3, 4, 6] as const;
const [UTF8_STRING, GENERALIZED_TIME, SEQUENCE, SET] = [12, 24, 0x30, 0x31] as const;
const [EXPLICIT_0, EXPLICIT_3, IMPLICIT_0] = [0xa0, 0xa3, 0x80] as const;
/** Of a general name. */
const [DNS_NAME, IP_ADDRESS] = [0x82, 0x87] as const;

const OID = {
  commonName: [0x55, 4, 3],
  subjectKeyIdentifier: [0x55, 29, 14],
  keyUsage: [0x55, 29, 15],
  subjectAltName: [0x55, 29, 17],
  basicConstraints: [0x55, 29, 19],
  authorityKeyIdentifier: [0x55, 29, 35],
} as const;

/** 1.2.840.10045.4.3.2 */
const ECDSA_WITH_SHA256 = der(SEQUENCE, der(OBJECT_ID, [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]));

function der(tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Uint8Array.from(part)));
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.from([tag, ...size]), content]);
}

function nameOf(commonName: string): Buffer {
  const text = der(UTF8_STRING, Buffer.from(commonName));
  return der(SEQUENCE, der(SET, der(SEQUENCE, der(OBJECT_ID, OID.commonName), text)));
}

function time(ms: number): Buffer {
  const text = new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
  return der(GENERALIZED_TIME, Buffer.from(text.replace(/[-:T]/g, "")));
}

function generalName(name: string): Buffer {
  return isIP(name) === 4 ? der(IP_ADDRESS, name.split(".").map(Number)) : der(DNS_NAME, Buffer.from(name));
}

function keyIdentifier(spki: Buffer): Buffer {
  return createHash("sha1").update(spki).digest();
}

function extension(id: readonly number[], value: Buffer, isCritical = false): Buffer {
  const critical = isCritical ? [der(BOOLEAN, [0xff])] : [];
  return der(SEQUENCE, der(OBJECT_ID, id), ...critical, der(OCTET_STRING, value));
}
