import { createECDH, createHmac, createPrivateKey, type KeyObject } from "node:crypto";

const ALGORITHM = "AWS4-ECDSA-P256-SHA256";
const COUNTER_MAX = 254;

/** The order of P-256 less two: FIPS 186-4, appendix B.4.2, wants candidates up to it. */
const ORDER_MINUS_TWO = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc63254fn;

/**
 * The private key of SigV4a, derived from an access key: the first candidate of NIST SP 800-108's counter mode that is
 * a scalar of P-256. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
function privateScalar(accessKeyId: string, secret: string): Buffer {
  for (let counter = 1; counter <= COUNTER_MAX; counter++) {
    const candidate = createHmac("sha256", `AWS4A${secret}`)
      .update(Buffer.from([0, 0, 0, 1]))
      .update(`${ALGORITHM}\0${accessKeyId}`)
      .update(Buffer.from([counter, 0, 0, 1, 0]))
      .digest("hex");
    const value = BigInt(`0x${candidate}`);
    if (value <= ORDER_MINUS_TWO) return Buffer.from((value + 1n).toString(16).padStart(64, "0"), "hex");
  }
  // Each candidate fails with a chance of 2^-32.
  throw new Error("no signing key can be derived from this access key");
}

/** The key pair of SigV4a for an access key. It depends on neither date nor service. */
export function deriveEcdsaKey(accessKeyId: string, secret: string): KeyObject {
  const scalar = privateScalar(accessKeyId, secret);
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(scalar);
  const point = curve.getPublicKey();
  return createPrivateKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      d: scalar.toString("base64url"),
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33, 65).toString("base64url"),
    },
  });
}
