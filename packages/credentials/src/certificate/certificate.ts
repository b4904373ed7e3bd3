import { createHash, X509Certificate } from "node:crypto";
import { encodeBase32 } from "@rolecall/names";
import { readPem, readPemBlock } from "./pem.ts";

export type { X509Certificate } from "node:crypto";

const LABEL = "CERTIFICATE";

/** A single certificate in PEM, with nothing else beside it. Undefined for any other text. */
export function readCertificate(text: string): X509Certificate | undefined {
  const block = readPemBlock(text, [LABEL]);
  return block && readCertificateDer(block.der);
}

/** One or more certificates in PEM, in their order. Who sends the text may send thousands: `countPemBlocks` asks first. */
export function readCertificates(text: string): readonly X509Certificate[] | undefined {
  const blocks = readPem(text, [LABEL]);
  const certificates = blocks?.map(({ der }) => readCertificateDer(der));
  return certificates?.every((each) => each !== undefined) ? certificates : undefined;
}

/** A single certificate in DER, with nothing behind it. Undefined for anything else. */
export function readCertificateDer(der: Uint8Array): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    // OpenSSL passes over what stands behind, and over lengths that are written in a longer form.
    return certificate.raw.equals(der) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

export type CertificateTime = "valid" | "notYetValid" | "expired";

export function certificateTime(certificate: X509Certificate, nowMs: number): CertificateTime {
  if (nowMs < certificate.validFromDate.getTime()) return "notYetValid";
  return nowMs > certificate.validToDate.getTime() ? "expired" : "valid";
}

/** The id by which IAM knows a signing certificate: the 32 letters of base32 that the SHA-1 of its DER has (recorded). */
export function signingCertificateId({ raw }: X509Certificate): string {
  return encodeBase32(createHash("sha1").update(raw).digest());
}
