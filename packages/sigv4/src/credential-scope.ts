import type { SignatureAlgorithm, SignatureLocation } from "./claim.ts";
import type { SignatureFailure } from "./failure.ts";

export interface CredentialScope {
  readonly accessKeyId: string;
  readonly scopeDate: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

/** SigV4: keyid/date/region/service/aws4_request, with a serial number for the key id of a certificate. SigV4a leaves out the region. */
const ELEMENTS: Readonly<Record<SignatureAlgorithm, number>> = {
  "AWS4-HMAC-SHA256": 5,
  "AWS4-ECDSA-P256-SHA256": 4,
  "AWS4-X509-RSA-SHA256": 5,
  "AWS4-X509-ECDSA-SHA256": 5,
  "AWS4-X509-MLDSA": 5,
};

/** Splits a Credential. Only its shape is judged here; `checkClaim` judges what it says. */
export function parseCredential(
  credential: string,
  algorithm: SignatureAlgorithm,
  location: SignatureLocation,
): CredentialScope | SignatureFailure {
  const elements = ELEMENTS[algorithm];
  const keyEnd = credential.indexOf("/");
  const dateEnd = credential.indexOf("/", keyEnd + 1);
  // Without a region, the service follows the date at once.
  const regionEnd = elements === 5 ? credential.indexOf("/", dateEnd + 1) : dateEnd;
  const serviceEnd = credential.indexOf("/", regionEnd + 1);
  const isComplete = keyEnd > 0 && dateEnd > keyEnd && regionEnd >= dateEnd && serviceEnd > regionEnd;
  if (!isComplete || credential.includes("/", serviceEnd + 1)) {
    return { reason: "malformedCredential", credential, elements, location };
  }
  return {
    accessKeyId: credential.slice(0, keyEnd),
    scopeDate: credential.slice(keyEnd + 1, dateEnd),
    region: elements === 5 ? credential.slice(dateEnd + 1, regionEnd) : "",
    service: credential.slice(regionEnd + 1, serviceEnd),
    terminator: credential.slice(serviceEnd + 1),
  };
}
