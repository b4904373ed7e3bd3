/** What belongs to a user, or to root, and has an id of its own: SSH keys, certificates, credentials of one service. */
import { StoreError } from "../errors.ts";
import type { AccountId, UniqueId } from "../records/identifier.ts";
import type { OwnerCredentialRecord, OwnerCredentialWriter } from "../records/owner-credential.ts";
import { text, time } from "./column.ts";
import { requireOwner } from "./owner.ts";
import type { RowOf } from "./row.ts";
import type { SqlSession } from "./session.ts";
import type { Statement } from "./statement.ts";
import type { ColumnsOf, FieldsOf, Table } from "./table.ts";
import type { TableStatements } from "./table-statements.ts";

/** What the tables have in common. */
export const CREDENTIAL_COLUMNS = {
  id: text(),
  accountId: text(),
  ownerKind: text(),
  ownerId: text(),
  status: text(),
  createdAt: time(),
} as const satisfies ColumnsOf<OwnerCredentialRecord>;

export const CREDENTIAL_TABLE = {
  key: ["accountId", "id"],
  fixed: ["ownerKind", "ownerId"],
  isOrdered: true,
} as const;

type CredentialFields = FieldsOf<OwnerCredentialRecord, typeof CREDENTIAL_COLUMNS>;
type CredentialKey = Pick<OwnerCredentialRecord, "accountId" | "id">;

/** How one family differs from the others. */
export interface CredentialFamily<Credential extends OwnerCredentialRecord, Row> {
  /** `SSH public key` */
  readonly called: string;
  readonly toRow: (record: Credential) => Row;
  readonly toRecord: (row: Row) => Credential;
  readonly byId: Statement<CredentialKey, Row>;
  readonly ofOwner: Statement<{ ownerId: UniqueId }, Row>;
  readonly insert: Statement<Row, unknown>;
  readonly update: Statement<Row, unknown>;
  readonly delete: Statement<CredentialKey, unknown>;
  readonly deleteOfOwner: Statement<{ ownerId: UniqueId }, unknown>;
}

export function credentialFamily<Credential extends OwnerCredentialRecord, Fields extends CredentialFields>(
  called: string,
  table: Table<string, Credential, Fields, { readonly position: unknown }>,
): CredentialFamily<Credential, RowOf<Fields>> {
  const { toRow, toRecord } = table;
  // The columns that these statements name are those that all the tables have.
  const common = table as unknown as TableStatements<CredentialFields, { readonly position: unknown }>;
  const statements = {
    byId: common.selectBy(["accountId", "id"]),
    ofOwner: common.selectBy(["ownerId"], "position"),
    insert: common.insert(),
    update: common.update(),
    delete: common.deleteBy(["accountId", "id"]),
    deleteOfOwner: common.deleteBy(["ownerId"]),
  };
  return { called, toRow, toRecord, ...(statements as unknown as Statements<Credential, RowOf<Fields>>) };
}

type Statements<Credential extends OwnerCredentialRecord, Row> = Omit<
  CredentialFamily<Credential, Row>,
  "called" | "toRow" | "toRecord"
>;

export class OwnerCredentials<Credential extends OwnerCredentialRecord, Row extends object>
  implements OwnerCredentialWriter<Credential>
{
  protected readonly session: SqlSession;
  readonly #family: CredentialFamily<Credential, Row>;

  constructor(session: SqlSession, family: CredentialFamily<Credential, Row>) {
    this.session = session;
    this.#family = family;
  }

  async byId(accountId: AccountId, id: string): Promise<Credential | undefined> {
    const row = await this.session.first(this.#family.byId, { accountId, id });
    return row && this.#family.toRecord(row);
  }

  async ofOwner(ownerId: UniqueId): Promise<readonly Credential[]> {
    return (await this.session.all(this.#family.ofOwner, { ownerId })).map(this.#family.toRecord);
  }

  async insert(record: Credential): Promise<void> {
    await requireOwner(this.session, record);
    await this.session.send(this.#family.insert, this.#family.toRow(record));
    this.#noteOwner(record);
  }

  async update(record: Credential): Promise<void> {
    const { called, update, toRow } = this.#family;
    if ((await this.session.run(update, toRow(record))) === 0) {
      const { id, ownerKind, ownerId } = record;
      throw new StoreError("conflict", `there is no ${called} ${id} of ${ownerKind} ${ownerId} to change`);
    }
    this.#noteOwner(record);
  }

  async delete(accountId: AccountId, id: string): Promise<boolean> {
    const record = await this.byId(accountId, id);
    if (record === undefined) return false;
    await this.session.send(this.#family.delete, { accountId, id });
    this.#noteOwner(record);
    return true;
  }

  #noteOwner({ ownerKind, ownerId }: OwnerCredentialRecord): void {
    this.session.note(ownerKind === "root" ? "account" : "user", ownerId);
  }
}

/** What becomes of an owner's credentials when it is deleted. */
export function deleteCredentialsOf(family: Pick<CredentialFamily<never, never>, "deleteOfOwner">) {
  return {
    async user(session: SqlSession, { id }: { readonly id: UniqueId }): Promise<void> {
      await session.send(family.deleteOfOwner, { ownerId: id });
    },
  };
}
