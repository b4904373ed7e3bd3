import { createPublicKey, type KeyObject, sign } from "node:crypto";
import { ALGORITHMS, type SignatureKind } from "./algorithms.ts";
import { identifier, integer, sequence, setOf, tagged, time } from "./der.ts";

export interface CertificatePlan {
  readonly kind: SignatureKind;
  readonly privateKey: KeyObject;
  readonly commonName: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** At most 20 bytes. */
  readonly serialNumber: Uint8Array;
}

/** A certificate that its own key signs, in DER (RFC 5280). It signs no others. */
export function selfSignedCertificate(plan: CertificatePlan): Uint8Array {
  const { signatureId, digest } = ALGORITHMS[plan.kind];
  const name = distinguishedName(plan.commonName);
  const toBeSigned = sequence(
    tagged(0xa0, integer(Uint8Array.of(2))),
    integer(plan.serialNumber),
    signatureId,
    name,
    sequence(time(plan.notBeforeMs), time(plan.notAfterMs)),
    name,
    createPublicKey(plan.privateKey).export({ type: "spki", format: "der" }),
  );
  const signature = sign(digest, toBeSigned, plan.privateKey);
  return sequence(toBeSigned, signatureId, tagged(0x03, Uint8Array.of(0), signature));
}

/** The name that a certificate of such a plan has, in DER. */
export function distinguishedName(commonName: string): Uint8Array {
  const value = tagged(0x0c, Buffer.from(commonName, "utf8"));
  return sequence(setOf(sequence(identifier("550403"), value)));
}

/** In PEM, with a newline at its end. */
export function certificatePem(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${base64Lines(der, 64)}\n-----END CERTIFICATE-----\n`;
}

/** Base64 in lines, without a newline at the end. */
export function base64Lines(bytes: Uint8Array, width: number): string {
  return (
    Buffer.from(bytes)
      .toString("base64")
      .match(new RegExp(`.{1,${width}}`, "g")) ?? []
  ).join("\n");
}
