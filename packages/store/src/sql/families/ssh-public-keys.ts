import type { SshPublicKeyRecord } from "../../records/ssh-public-key.ts";
import { text } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import {
  CREDENTIAL_COLUMNS,
  CREDENTIAL_TABLE,
  credentialFamily,
  deleteCredentialsOf,
  OwnerCredentials,
} from "../owner-credentials.ts";
import { table } from "../table.ts";

const sshPublicKeys = table<SshPublicKeyRecord>()("ssh_public_keys", {
  ...CREDENTIAL_TABLE,
  columns: { ...CREDENTIAL_COLUMNS, ownerKind: text(), fingerprint: text(), body: text() },
});

const family = credentialFamily("SSH public key", sshPublicKeys);

export const sshPublicKeyFamily: SqlFamily<"sshPublicKeys"> = {
  table: sshPublicKeys,
  open: (session) => new OwnerCredentials(session, family),
  whenDeleted: deleteCredentialsOf(family),
};
