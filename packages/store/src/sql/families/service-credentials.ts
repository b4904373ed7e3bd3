import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { SealedBox } from "../../records/sealed-box.ts";
import type {
  ServiceCredentialRecord,
  ServiceCredentialWriter,
  ServiceUserName,
} from "../../records/service-credential.ts";
import { blob, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import {
  CREDENTIAL_COLUMNS,
  CREDENTIAL_TABLE,
  credentialFamily,
  deleteCredentialsOf,
  OwnerCredentials,
} from "../owner-credentials.ts";
import { pageOf } from "../page.ts";
import { SealedColumn } from "../sealed.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const serviceCredentials = table<ServiceCredentialRecord>()("service_credentials", {
  ...CREDENTIAL_TABLE,
  columns: {
    ...CREDENTIAL_COLUMNS,
    ownerKind: text(),
    serviceName: text(),
    userName: text(),
    sealedSecret: blob(),
    expiresAt: optional(time()),
  },
});

const { toRecord } = serviceCredentials;
const family = credentialFamily("service-specific credential", serviceCredentials);
const byUserName = serviceCredentials.selectBy(["accountId", "serviceName", "userName"], "position");
const ofAccount = serviceCredentials.pageBy(["accountId"], "id");
const secrets = new SealedColumn({
  table: "service_credentials",
  key: ["account_id", "id"],
  sealed: "sealed_secret",
  opensWithId: true,
});

class ServiceCredentials
  extends OwnerCredentials<ServiceCredentialRecord, Parameters<typeof toRecord>[0]>
  implements ServiceCredentialWriter
{
  constructor(session: SqlSession) {
    super(session, family);
  }

  async byUserName(
    accountId: AccountId,
    { serviceName, userName }: ServiceUserName,
  ): Promise<ServiceCredentialRecord | undefined> {
    const row = await this.session.first(byUserName, { accountId, serviceName, userName });
    return row && toRecord(row);
  }

  list(accountId: AccountId, request: PageRequest): Promise<Page<ServiceCredentialRecord>> {
    const fetch = (after: string, limit: number) => this.session.all(ofAccount, { accountId, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  sealedBoxes(request: PageRequest): Promise<Page<SealedBox>> {
    return secrets.boxes(this.session, request);
  }

  reseal(box: SealedBox, to: Uint8Array): Promise<boolean> {
    return secrets.reseal(this.session, box, to);
  }
}

export const serviceCredentialFamily: SqlFamily<"serviceCredentials"> = {
  table: serviceCredentials,
  open: (session) => new ServiceCredentials(session),
  whenDeleted: deleteCredentialsOf(family),
};
