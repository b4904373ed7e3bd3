import type { SignatureFailure } from "./failure.ts";
import type { SignedRequest } from "./request.ts";

export const CERTIFICATE_HEADER = "x-amz-x509";
export const CHAIN_HEADER = "x-amz-x509-chain";

/** Certificates that a request brings, in DER. Nothing has been read of them yet. */
export interface SentCertificates {
  /** The one whose key signs. */
  readonly leaf: Uint8Array;
  /** Of authorities between it and the one that is trusted. */
  readonly chain: readonly Uint8Array[];
}

/**
 * The certificates that a request brings along in its headers.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html
 * @returns a failure where a header is missing, is there twice, or does not hold base64
 */
export function readCertificateHeaders({ headers }: SignedRequest): SentCertificates | SignatureFailure {
  const leaf = decodeOnce(headers[CERTIFICATE_HEADER]);
  if (leaf?.length !== 1) return { reason: "malformedCertificate", header: "X-Amz-X509" };
  const sentChain = headers[CHAIN_HEADER];
  const chain = sentChain === undefined ? [] : decodeOnce(sentChain);
  if (chain === undefined) return { reason: "malformedCertificate", header: "X-Amz-X509-Chain" };
  return { leaf: leaf[0] as Uint8Array, chain };
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What stands between commas in a header that is there once. */
function decodeOnce(values: readonly string[] | undefined): readonly Uint8Array[] | undefined {
  const [value, ...others] = values ?? [];
  if (value === undefined || others.length > 0) return undefined;
  const texts = value.split(",").map((text) => text.trim());
  if (!texts.every((text) => text !== "" && BASE64.test(text))) return undefined;
  return texts.map((text) => Buffer.from(text, "base64"));
}
