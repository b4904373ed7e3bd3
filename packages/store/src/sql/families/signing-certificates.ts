import type { SigningCertificateRecord } from "../../records/signing-certificate.ts";
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

const signingCertificates = table<SigningCertificateRecord>()("signing_certificates", {
  ...CREDENTIAL_TABLE,
  columns: { ...CREDENTIAL_COLUMNS, body: text() },
});

const family = credentialFamily("signing certificate", signingCertificates);

export const signingCertificateFamily: SqlFamily<"signingCertificates"> = {
  table: signingCertificates,
  open: (session) => new OwnerCredentials(session, family),
  whenDeleted: deleteCredentialsOf(family),
};
