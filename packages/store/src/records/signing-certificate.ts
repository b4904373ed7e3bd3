import type {
  OwnerCredentialReader,
  OwnerCredentialRecord,
  OwnerCredentialWriter,
} from "./owner-credential.ts";

/** Its id is made from the certificate, so that no two owners of an account have the same one. */
export interface SigningCertificateRecord extends OwnerCredentialRecord {
  /** As it was sent. */
  readonly body: string;
}

export type SigningCertificateReader = OwnerCredentialReader<SigningCertificateRecord>;
export type SigningCertificateWriter = OwnerCredentialWriter<SigningCertificateRecord>;
