/** What an issuer tells strangers, as AWS's were recorded to. Source: OpenID Connect Discovery 1.0; RFC 7517. */
import type { EpochMilliseconds, IssuerKeyRecord } from "@rolecall/store";
import { ISSUER_ALGORITHMS, shownKeys } from "./key-schedule.ts";

/** The claim under which all stands that AWS alone knows. */
export const AWS_CLAIM = "https://sts.amazonaws.com/";

export const DISCOVERY_PATH = "/.well-known/openid-configuration";
export const KEY_SET_PATH = "/.well-known/jwks.json";

export function discoveryDocument(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer}${KEY_SET_PATH}`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ISSUER_ALGORITHMS,
    claims_supported: ["sub", "iss", "aud", "exp", "iat", "jti", AWS_CLAIM],
  };
}

/** The public halves of those keys that are shown now. */
export function keySet(keys: readonly IssuerKeyRecord[], now: EpochMilliseconds): object {
  return {
    keys: shownKeys(keys, now).map(({ id, algorithm, publicKey }) => ({
      ...JSON.parse(publicKey),
      kid: id,
      alg: algorithm,
      use: "sig",
    })),
  };
}
