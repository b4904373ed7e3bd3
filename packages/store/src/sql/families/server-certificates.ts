import type { Page, PageRequest } from "../../records/page.ts";
import type { SealedBox } from "../../records/sealed-box.ts";
import type {
  ListedServerCertificate,
  ServerCertificateRecord,
  ServerCertificateWriter,
} from "../../records/server-certificate.ts";
import { blob, list, optional, text, time } from "../column.ts";
import { Entities, entityFamily } from "../entities.ts";
import { ENTITY_COLUMNS, ENTITY_TABLE } from "../entity-table.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { SealedColumn } from "../sealed.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const serverCertificates = table<ServerCertificateRecord>()("server_certificates", {
  ...ENTITY_TABLE,
  columns: {
    ...ENTITY_COLUMNS,
    expiresAt: time(),
    tags: list(),
    sealedPrivateKey: blob(),
    body: text(),
    chain: optional(text()),
  },
});

const { toRecord } = serverCertificates;
const family = entityFamily("serverCertificate", serverCertificates, {
  listed: ["id", "accountId", "name", "path", "createdAt", "expiresAt"],
});
const privateKeys = new SealedColumn({
  table: "server_certificates",
  key: ["id"],
  sealed: "sealed_private_key",
  opensWithId: true,
});

class ServerCertificates
  extends Entities<"serverCertificate", Parameters<typeof toRecord>[0], ListedServerCertificate>
  implements ServerCertificateWriter
{
  readonly #session: SqlSession;

  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
    this.#session = session;
  }

  sealedBoxes(request: PageRequest): Promise<Page<SealedBox>> {
    return privateKeys.boxes(this.#session, request);
  }

  reseal(box: SealedBox, to: Uint8Array): Promise<boolean> {
    return privateKeys.reseal(this.#session, box, to);
  }
}

export const serverCertificateFamily: SqlFamily<"serverCertificates"> = {
  table: serverCertificates,
  open: (session, cascade) => new ServerCertificates(session, cascade),
};
