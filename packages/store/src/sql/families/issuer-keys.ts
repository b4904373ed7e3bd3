import { StoreError } from "../../errors.ts";
import type { AccountId } from "../../records/identifier.ts";
import type { IssuerKeyRecord, IssuerKeyWriter } from "../../records/issuer-key.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { SealedBox } from "../../records/sealed-box.ts";
import { blob, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireAccount } from "../organization.ts";
import { SealedColumn } from "../sealed.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const issuerKeys = table<IssuerKeyRecord>()("issuer_keys", {
  key: ["accountId", "id"],
  columns: {
    accountId: text(),
    id: text(),
    algorithm: text(),
    publicKey: text(),
    sealedPrivateKey: blob(),
    createdAt: time(),
    signsFrom: time(),
    shownUntil: optional(time()),
  },
});

const { toRow, toRecord } = issuerKeys;
const ofAccount = issuerKeys.selectBy(["accountId"], "id");
const insertOne = issuerKeys.insert();
const updateOne = issuerKeys.update();
const deleteOne = issuerKeys.deleteBy(["accountId", "id"]);
const privateKeys = new SealedColumn({
  table: "issuer_keys",
  key: ["account_id", "id"],
  sealed: "sealed_private_key",
  opensWithId: false,
});

class IssuerKeys implements IssuerKeyWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async ofAccount(accountId: AccountId): Promise<readonly IssuerKeyRecord[]> {
    return (await this.#session.all(ofAccount, { accountId })).map(toRecord);
  }

  async insert(record: IssuerKeyRecord): Promise<void> {
    await requireAccount(this.#session, record.accountId);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("account", record.accountId);
  }

  async update(record: IssuerKeyRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) {
      throw new StoreError(
        "conflict",
        `there is no issuer's key ${record.id} in account ${record.accountId}`,
      );
    }
    this.#session.note("account", record.accountId);
  }

  async delete(accountId: AccountId, id: string): Promise<boolean> {
    if ((await this.#session.run(deleteOne, { accountId, id })) === 0) return false;
    this.#session.note("account", accountId);
    return true;
  }

  sealedBoxes(request: PageRequest): Promise<Page<SealedBox>> {
    return privateKeys.boxes(this.#session, request);
  }

  reseal(box: SealedBox, to: Uint8Array): Promise<boolean> {
    return privateKeys.reseal(this.#session, box, to);
  }
}

export const issuerKeyFamily: SqlFamily<"issuerKeys"> = {
  table: issuerKeys,
  open: (session) => new IssuerKeys(session),
};
