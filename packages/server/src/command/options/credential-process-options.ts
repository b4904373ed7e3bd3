import type { OptionTable } from "./option.ts";

/** The options of `rolecall credential-process`, named as AWS's credential helper names them. */
export const CREDENTIAL_PROCESS_OPTIONS = {
  certificate: {
    argument: "FILE",
    meaning: "the machine's certificate in PEM; certificates behind it are sent along as intermediates",
  },
  "private-key": {
    argument: "FILE",
    meaning: "its private key in PEM, without a passphrase: RSA, elliptic curve or ML-DSA",
  },
  intermediates: {
    argument: "FILE",
    meaning: "certificates in PEM between the machine's and the trust anchor's",
  },
  "trust-anchor-arn": { argument: "ARN", meaning: "the trust anchor whose authority issued the certificate" },
  "profile-arn": { argument: "ARN", meaning: "the profile that names the role" },
  "role-arn": { argument: "ARN", meaning: "the role whose credentials are wanted" },
  endpoint: {
    argument: "URL",
    meaning: "the server to ask",
    otherwise: "AWS_ENDPOINT_URL_ROLESANYWHERE, AWS_ENDPOINT_URL, or http://127.0.0.1:4600",
  },
  region: { argument: "REGION", meaning: "the region to sign for", otherwise: "the trust anchor's" },
  "session-duration": {
    argument: "SECONDS",
    meaning:
      "how long the credentials are wanted for, 900 to 43200; the profile and the role may make it less",
    default: "3600",
  },
  "role-session-name": {
    argument: "NAME",
    meaning: "the name of the session, where the profile takes one",
    otherwise: "the certificate's serial number",
  },
} as const satisfies OptionTable;
