import { type KeyObject, sign, X509Certificate } from "node:crypto";
import { ALGORITHMS, type SignatureKind } from "./algorithms.ts";
import { identifier, integer, octets, sequence, setOf, tagged } from "./der.ts";
import { distinguishedName } from "./self-signed-certificate.ts";

export interface Pkcs7Signer {
  readonly kind: SignatureKind;
  readonly privateKey: KeyObject;
  /** In DER or PEM; one that `selfSignedCertificate` made for this name. */
  readonly certificate: Uint8Array | string;
  readonly commonName: string;
}

/** id-data */
const DATA = identifier("2a864886f70d010701");
/** id-signedData */
const SIGNED_DATA = identifier("2a864886f70d010702");
const VERSION_1 = integer(Uint8Array.of(1));

/**
 * A PKCS#7 of signed data in DER: the document is inside, the certificate is not, since whoever checks has it. Nothing but the content is
 * signed (no attributes), as EC2's. Source: RFC 2315, section 9; RFC 5652, section 5.
 */
export function signPkcs7(content: Uint8Array, signer: Pkcs7Signer): Uint8Array {
  const { digest, digestId, signerId } = ALGORITHMS[signer.kind];
  const { serialNumber } = new X509Certificate(signer.certificate);
  const signerInfo = sequence(
    VERSION_1,
    sequence(distinguishedName(signer.commonName), integer(evenHex(serialNumber))),
    digestId,
    signerId,
    octets(sign(digest, content, signer.privateKey)),
  );
  const signedData = sequence(
    VERSION_1,
    setOf(digestId),
    sequence(DATA, tagged(0xa0, octets(content))),
    setOf(signerInfo),
  );
  return sequence(SIGNED_DATA, tagged(0xa0, signedData));
}

function evenHex(hex: string): Uint8Array {
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}
