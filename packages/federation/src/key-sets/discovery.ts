/** What an issuer says of itself. Source: OpenID Connect Discovery 1.0, 3 and 4. */
import { memberOf, readJsonObject } from "../json-object.ts";

const PATH = "/.well-known/openid-configuration";

/** A slash at the end of the issuer's URL is left out here, and counts everywhere else. */
export function discoveryUrl(issuerUrl: string): string {
  return `${issuerUrl.endsWith("/") ? issuerUrl.slice(0, -1) : issuerUrl}${PATH}`;
}

/** Without them AWS takes no discovery document (recorded). */
const REQUIRED_LISTS = [
  "response_types_supported",
  "subject_types_supported",
  "id_token_signing_alg_values_supported",
] as const;

const URL_MAX_LENGTH = 2_048;

/**
 * Where the issuer's keys are.
 * @returns undefined where the document is not this issuer's, or lacks what it must have
 */
export function readKeySetUrl(bytes: Uint8Array, issuerUrl: string): string | undefined {
  const document = readJsonObject(bytes);
  if (document === undefined || memberOf(document, "issuer") !== issuerUrl) return undefined;
  if (REQUIRED_LISTS.some((name) => !Array.isArray(memberOf(document, name)))) return undefined;
  const url = memberOf(document, "jwks_uri");
  return typeof url === "string" && url.length <= URL_MAX_LENGTH ? url : undefined;
}
