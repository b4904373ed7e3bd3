import type { KeyObject } from "node:crypto";
import { canonicalRequest, hashCanonicalRequest } from "./canonical-request.ts";
import { CERTIFICATE_HEADER, CHAIN_HEADER, type SentCertificates } from "./certificate-headers.ts";
import { algorithmOf, signText } from "./certificate-keys.ts";
import { signedHeaderNames, withHeaders } from "./headers-to-sign.ts";
import { payloadSha256 } from "./payload-hash.ts";
import type { SignedRequest } from "./request.ts";
import { stringToSign } from "./string-to-sign.ts";
import { formatTimestamp } from "./timestamp.ts";

export interface CertificateSignOptions extends SentCertificates {
  readonly privateKey: KeyObject;
  /** The leaf's, in decimal digits. */
  readonly serialNumber: string;
  readonly region: string;
  readonly service: string;
  readonly nowMs: number;
}

/**
 * Signs a request by the private key of a certificate. The request must have a `host` header. Gives the headers to add, by
 * lower-case name.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html
 * @throws RangeError where there is no algorithm for the key: it has to be RSA, EC or ML-DSA
 */
export function signByCertificate(
  request: SignedRequest,
  { privateKey, leaf, chain, serialNumber, region, service, nowMs }: CertificateSignOptions,
): Readonly<Record<string, string>> {
  const algorithm = algorithmOf(privateKey);
  if (algorithm === undefined)
    throw new RangeError(`A key of type ${privateKey.asymmetricKeyType} signs no request.`);
  const timestamp = formatTimestamp(nowMs);
  const added: Record<string, string> = { "x-amz-date": timestamp, [CERTIFICATE_HEADER]: base64(leaf) };
  if (chain.length > 0) added[CHAIN_HEADER] = chain.map(base64).join(",");
  const headers = withHeaders(request.headers, added);
  const signedHeaders = signedHeaderNames(headers);
  const signedHeaderList = signedHeaders.join(";");
  const payloadHash = payloadSha256(request.payload);
  const parts = { service, signedHeaders, signedHeaderList, unsignedParameters: [], payloadHash };
  const canonicalHash = hashCanonicalRequest(canonicalRequest({ ...request, headers }, parts));
  const scope = `${timestamp.slice(0, 8)}/${region}/${service}/aws4_request`;
  const text = stringToSign(algorithm, { timestamp, scope }, canonicalHash);
  const signature = signText(algorithm, text, privateKey).toString("hex");
  const authorization = `${algorithm} Credential=${serialNumber}/${scope}, SignedHeaders=${signedHeaderList}, Signature=${signature}`;
  return { ...added, authorization };
}

function base64(der: Uint8Array): string {
  return Buffer.from(der).toString("base64");
}
