import { hash } from "node:crypto";
import { canonicalHeaders } from "./canonical-headers.ts";
import { canonicalPath } from "./canonical-path.ts";
import { canonicalQuery } from "./canonical-query.ts";
import type { SignedRequest } from "./request.ts";
import { serviceRules } from "./service-rules.ts";

export interface CanonicalParts {
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signedHeaderList: string;
  /** Query parameters that were not signed, such as the signature itself. */
  readonly unsignedParameters: readonly string[];
  readonly payloadHash: string;
}

/**
 * Step 1, the canonical request: what a signature is a signature of.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalRequest(request: SignedRequest, parts: CanonicalParts): string {
  const path = canonicalPath(request.rawPath, serviceRules(parts.service).path);
  const query = canonicalQuery(request.rawQuery, parts.unsignedParameters);
  const headers = canonicalHeaders(request.headers, parts.signedHeaders);
  return `${request.method}\n${path}\n${query}\n${headers}\n${parts.signedHeaderList}\n${parts.payloadHash}`;
}

const SCRATCH_BYTES = 8192;
const scratch = Buffer.alloc(SCRATCH_BYTES);

/**
 * SHA-256 of a canonical request, in hexadecimal. Its characters are the bytes of the wire (node:http decodes headers as
 * Latin-1), so it is hashed as Latin-1: as UTF-8 a header with "é" would never match.
 */
export function hashCanonicalRequest(canonical: string): string {
  if (canonical.length > SCRATCH_BYTES) return hash("sha256", Buffer.from(canonical, "latin1"), "hex");
  const length = scratch.write(canonical, 0, "latin1");
  return hash("sha256", scratch.subarray(0, length), "hex");
}
