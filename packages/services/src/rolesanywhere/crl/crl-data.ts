import { readRevocationList } from "@rolecall/credentials";
import { invalid } from "../error.ts";

const DASH = "-".charCodeAt(0);

/**
 * A list in PEM, as it was sent: read once, in time linear in its 300,000 bytes at most. Who signed it is asked when certificates are held
 * against it: it may be an authority below the trust anchor.
 * @throws ValidationException
 */
export function readCrlData(data: Uint8Array): Uint8Array {
  const isPem = data.find((byte) => byte > 0x20) === DASH;
  if (!isPem || readRevocationList(data) === undefined) {
    throw invalid(
      "The crlData is not one X.509 certificate revocation list in PEM, whole and signed by SHA-256 or stronger.",
    );
  }
  return data;
}
