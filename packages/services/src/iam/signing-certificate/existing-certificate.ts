import type { ReadTransaction, SigningCertificateRecord } from "@rolecall/store";
import type { OwnerIdentity } from "../access-key/key-owner.ts";
import { iamError } from "../error.ts";

/** @throws NoSuchEntity where there is no such certificate, or it is another's */
export async function existingCertificate(
  tx: ReadTransaction,
  { id: ownerId }: OwnerIdentity,
  certificateId: string,
): Promise<SigningCertificateRecord> {
  const present = await tx.signingCertificates.ofOwner(ownerId);
  const certificate = present.find(({ id }) => id === certificateId);
  if (certificate !== undefined) return certificate;
  throw iamError("NoSuchEntity", `The Certificate with id ${certificateId} cannot be found.`);
}
