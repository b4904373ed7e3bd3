import {
  certificateTime,
  countPemBlocks,
  invalidChainIndex,
  readCertificate,
  readCertificates,
  readPrivateKey,
  type X509Certificate,
} from "@rolecall/credentials";
import type { ServiceError } from "@rolecall/operations";
import { iamError, limitExceeded } from "../error.ts";

interface CertificateInput {
  readonly CertificateBody: string;
  readonly PrivateKey: string;
  readonly CertificateChain?: string | undefined;
}

/** What is kept of an upload, in PEM without white space around it. */
export interface CertificateMaterial {
  readonly body: string;
  readonly privateKey: string;
  readonly chain?: string;
  readonly expiresAt: number;
}

interface Facts {
  readonly nowMs: number;
  /** Certificates that a chain may have. */
  readonly chainMax: number;
}

/**
 * Reads what was uploaded and looks whether it belongs together: the certificate is valid now, the key is its own and has no
 * passphrase, the chain leads on from it in order.
 * Source: IAM API Reference, UploadServerCertificate; IAM User Guide, "Manage server certificates in IAM"; texts as recorded.
 * @returns an error as AWS words it: MalformedCertificate, KeyPairMismatch; LimitExceeded for a chain that is too long
 */
export function readCertificateMaterial(
  input: CertificateInput,
  facts: Facts,
): CertificateMaterial | ServiceError {
  const certificate = readCertificate(input.CertificateBody);
  if (certificate === undefined)
    return malformed("Unable to parse certificate. Please ensure the certificate is in PEM format.");
  const problem =
    judgeTime(certificate, facts.nowMs) ??
    judgeKey(certificate, input.PrivateKey) ??
    judgeChain(certificate, input.CertificateChain, facts);
  if (problem !== undefined) return problem;
  return {
    body: input.CertificateBody.trim(),
    privateKey: input.PrivateKey,
    ...(input.CertificateChain !== undefined && { chain: input.CertificateChain.trim() }),
    expiresAt: certificate.validToDate.getTime(),
  };
}

function malformed(message: string): ServiceError {
  return iamError("MalformedCertificate", message);
}

function judgeTime(certificate: X509Certificate, nowMs: number): ServiceError | undefined {
  const time = certificateTime(certificate, nowMs);
  if (time === "valid") return undefined;
  return time === "expired"
    ? malformed(
        "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed.",
      )
    : // The same about the other date: AWS's words are not known.
      malformed(
        "Certificate is not yet valid. The 'Not Before' date restriction on the certificate is ahead.",
      );
}

function judgeKey(certificate: X509Certificate, privateKey: string): ServiceError | undefined {
  const key = readPrivateKey(privateKey);
  // AWS's words are not known: these are those about the certificate.
  if (key === undefined)
    return malformed(
      "Unable to parse private key. Please ensure the private key is in PEM format, of RSA or an elliptic curve, and without a passphrase.",
    );
  if (certificate.checkPrivateKey(key)) return undefined;
  const message =
    "The private key did not match the public key provided. Please verify the key material and try again.";
  return iamError("KeyPairMismatch", message);
}

/** INVARIANT: none of a chain is read before they were counted; a request has room for thousands. */
function judgeChain(
  certificate: X509Certificate,
  text: string | undefined,
  { nowMs, chainMax }: Facts,
): ServiceError | undefined {
  if (text === undefined) return undefined;
  if (countPemBlocks(text) > chainMax) return limitExceeded("CertificatesPerChain", chainMax);
  const chain = readCertificates(text);
  if (chain === undefined) return malformed("Unknown");
  const index = invalidChainIndex(certificate, chain, { nowMs });
  if (index === undefined) return undefined;
  return malformed(
    `Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: ${index}`,
  );
}
