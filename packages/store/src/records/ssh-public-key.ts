import type {
  OwnerCredentialReader,
  OwnerCredentialRecord,
  OwnerCredentialWriter,
} from "./owner-credential.ts";

export interface SshPublicKeyRecord extends OwnerCredentialRecord {
  readonly ownerKind: "user";
  /** As it was sent. */
  readonly body: string;
  /** MD5 of the key, in colon form: the same for each encoding of a key. */
  readonly fingerprint: string;
}

export type SshPublicKeyReader = OwnerCredentialReader<SshPublicKeyRecord>;
export type SshPublicKeyWriter = OwnerCredentialWriter<SshPublicKeyRecord>;
