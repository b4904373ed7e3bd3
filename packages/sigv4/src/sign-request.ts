import { canonicalRequest, hashCanonicalRequest } from "./canonical-request.ts";
import { signedHeaderNames, withHeaders } from "./headers-to-sign.ts";
import { payloadSha256, UNSIGNED_PAYLOAD } from "./payload-hash.ts";
import type { SignedRequest } from "./request.ts";
import { serviceRules } from "./service-rules.ts";
import { createSigningKeyCache, type SigningKeyCache, type SigningScope } from "./signing-key-cache.ts";
import { formatTimestamp } from "./timestamp.ts";
import { uriEncode } from "./uri-encode.ts";

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SignOptions {
  readonly credentials: SigningCredentials;
  readonly region: string;
  readonly service: string;
  readonly nowMs: number;
  readonly signingKeys?: SigningKeyCache;
}

const TOKEN_HEADER = "x-amz-security-token";

function signingScope({ credentials, region, service }: SignOptions, timestamp: string): SigningScope {
  const scopeDate = timestamp.slice(0, 8);
  const credential = `${credentials.accessKeyId}/${scopeDate}/${region}/${service}/aws4_request`;
  return { accessKeyId: credentials.accessKeyId, credential, scopeDate, region, service };
}

function signatureOf(
  canonical: string,
  scope: SigningScope,
  options: SignOptions & { timestamp: string },
): string {
  const keys = options.signingKeys ?? createSigningKeyCache({ capacity: 2 });
  const secret = options.credentials.secretAccessKey;
  const key = keys.signingKey(secret, scope);
  keys.keep(secret, scope, key);
  return key.sign(options.timestamp, hashCanonicalRequest(canonical));
}

/**
 * Signs a request in its Authorization header. The request must have a `host` header. Gives the headers to add, by
 * lower-case name.
 */
export function signRequest(request: SignedRequest, options: SignOptions): Readonly<Record<string, string>> {
  const { credentials, service } = options;
  const timestamp = formatTimestamp(options.nowMs);
  const payloadHash = payloadSha256(request.payload);
  const added: Record<string, string> = { "x-amz-date": timestamp };
  if (credentials.sessionToken !== undefined) added[TOKEN_HEADER] = credentials.sessionToken;
  if (serviceRules(service).payload === "declared") added["x-amz-content-sha256"] = payloadHash;
  const headers = withHeaders(request.headers, added);
  const signedHeaders = signedHeaderNames(headers);
  const signedHeaderList = signedHeaders.join(";");
  const parts = { service, signedHeaders, signedHeaderList, unsignedParameters: [], payloadHash };
  const canonical = canonicalRequest({ ...request, headers }, parts);
  const scope = signingScope(options, timestamp);
  const signature = signatureOf(canonical, scope, { ...options, timestamp });
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope.credential}, SignedHeaders=${signedHeaderList}, Signature=${signature}`;
  return { ...added, authorization };
}

/**
 * Signs a request in its query, so that the URL alone is enough to make it, for 1 to 604,800 seconds. Gives the whole
 * new query. S3's body stays unsigned, as S3 has it.
 */
export function presignRequest(
  request: SignedRequest,
  options: SignOptions & { readonly expiresSeconds: number },
): string {
  const { credentials, service, expiresSeconds } = options;
  const timestamp = formatTimestamp(options.nowMs);
  const scope = signingScope(options, timestamp);
  const signedHeaders = signedHeaderNames(request.headers);
  const signedHeaderList = signedHeaders.join(";");
  const parameters = {
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": scope.credential,
    "X-Amz-Date": timestamp,
    "X-Amz-Expires": String(expiresSeconds),
    ...(credentials.sessionToken === undefined ? {} : { "X-Amz-Security-Token": credentials.sessionToken }),
    "X-Amz-SignedHeaders": signedHeaderList,
  };
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${uriEncode(value)}`);
  const rawQuery = [...(request.rawQuery === "" ? [] : [request.rawQuery]), ...added].join("&");
  const payloadHash =
    serviceRules(service).payload === "declared" ? UNSIGNED_PAYLOAD : payloadSha256(request.payload);
  const parts = { service, signedHeaders, signedHeaderList, unsignedParameters: [], payloadHash };
  const canonical = canonicalRequest({ ...request, rawQuery }, parts);
  return `${rawQuery}&X-Amz-Signature=${signatureOf(canonical, scope, { ...options, timestamp })}`;
}
