import { type KeyObject, X509Certificate } from "node:crypto";
import type { SamlChecks } from "../assertion/check-assertion.ts";
import { malformed } from "../saml-refusal.ts";
import { isQuick } from "./quick-key.ts";

/** Times are milliseconds since 1970. */
export interface SigningCertificate {
  readonly key: KeyObject;
  readonly validFrom: number;
  readonly validTo: number;
}

/** Source: IAM User Guide, "Create a SAML identity provider": keys of RSA have 1024 bits at least. */
const LEAST_BITS = 1_024;
/** What is taken for safe. */
const SAFE_BITS = 2_048;

/** @param text base64 without white space @throws SamlRefusal where it is no certificate, or its key is too short, or too large */
export function readCertificate(text: string): SigningCertificate {
  const { publicKey: key, validFromDate, validToDate } = parse(text);
  if (key.asymmetricKeyType === "rsa" && bitsOf(key) < LEAST_BITS)
    throw malformed(`A certificate's key has ${bitsOf(key)} bits.`);
  if (!isQuick(key)) throw malformed("A certificate's key is too large.");
  return { key, validFrom: validFromDate.getTime(), validTo: validToDate.getTime() };
}

function parse(text: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(text, "base64"));
  } catch {
    throw malformed("A certificate cannot be read.");
  }
}

/** The keys that a signature of now may be of: AWS takes those of certificates that have expired, too. */
export function usableKeys(
  certificates: readonly SigningCertificate[],
  { checks, now }: { readonly checks: SamlChecks; readonly now: number },
): readonly KeyObject[] {
  return certificates
    .filter(({ key }) => key.asymmetricKeyType === "rsa")
    .filter(
      ({ key, validFrom, validTo }) =>
        checks === "aws" || (bitsOf(key) >= SAFE_BITS && validFrom <= now && now <= validTo),
    )
    .map(({ key }) => key);
}

function bitsOf(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}
