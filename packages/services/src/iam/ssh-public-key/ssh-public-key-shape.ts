import type { SSHPublicKey, SSHPublicKeyMetadata } from "@rolecall/contracts/iam";
import type { SshPublicKeyRecord } from "@rolecall/store";

/** As lists show it. */
export function keyMetadataToWire(userName: string, key: SshPublicKeyRecord): SSHPublicKeyMetadata {
  return {
    UserName: userName,
    SSHPublicKeyId: key.id,
    Status: key.status,
    UploadDate: new Date(key.createdAt),
  };
}

/** @param body the key in the encoding that was asked for */
export function keyToWire(userName: string, key: SshPublicKeyRecord, body: string): SSHPublicKey {
  return {
    ...keyMetadataToWire(userName, key),
    Fingerprint: key.fingerprint,
    SSHPublicKeyBody: body,
  };
}
