import { StoreError } from "../../errors.ts";
import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type { PolicyVersionRecord, PolicyVersionWriter } from "../../records/policy-version.ts";
import { integer, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";
import type { policies } from "./policies.ts";

const policyVersions = table<PolicyVersionRecord>()("policy_versions", {
  key: ["policyId", "version"],
  columns: { policyId: text(), version: integer(), document: text(), createdAt: time() },
});

const { toRow, toRecord } = policyVersions;
const one = policyVersions.selectBy(["policyId", "version"]);
const insertOne = policyVersions.insert();
const deleteOne = policyVersions.deleteBy(["policyId", "version"]);
const deleteOfPolicy = policyVersions.deleteBy(["policyId"]);

const statement = statementsOf<SchemaOf<typeof policyVersions | typeof policies>>("policy_versions");

const ofPolicy = statement<{ policyId: UniqueId }>()("ofPolicy", (db, p) =>
  db
    .selectFrom("policy_versions")
    .select(policyVersions.columnNames)
    .where("policy_id", "=", p.policyId)
    .orderBy("version", "desc"),
);

const countOfAccount = statement<{ accountId: AccountId }>()("countOfAccount", (db, p) =>
  db
    .selectFrom("policies")
    .innerJoin("policy_versions", "policy_versions.policy_id", "policies.id")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("policies.account_id", "=", p.accountId),
);

const arnOf = statement<{ policyId: UniqueId }>()("arnOf", (db, p) =>
  db.selectFrom("policies").select("arn").where("id", "=", p.policyId),
);

class PolicyVersions implements PolicyVersionWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async get(policyId: UniqueId, version: number): Promise<PolicyVersionRecord | undefined> {
    const row = await this.#session.first(one, { policyId, version });
    return row && toRecord(row);
  }

  async list(policyId: UniqueId): Promise<readonly PolicyVersionRecord[]> {
    return (await this.#session.all(ofPolicy, { policyId })).map(toRecord);
  }

  async countOfAccount(accountId: AccountId): Promise<number> {
    return countRows(this.#session, countOfAccount, { accountId });
  }

  async insert(record: PolicyVersionRecord): Promise<void> {
    const policy = await this.#policyOf(record.policyId);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("policy", policy.arn);
  }

  async delete(policyId: UniqueId, version: number): Promise<void> {
    const policy = await this.#policyOf(policyId);
    if ((await this.#session.run(deleteOne, { policyId, version })) === 0) {
      throw new StoreError("conflict", `policy ${policyId} has no version ${version} to delete`);
    }
    this.#session.note("policy", policy.arn);
  }

  async #policyOf(policyId: UniqueId) {
    const policy = await this.#session.first(arnOf, { policyId });
    if (policy === undefined) throw new StoreError("conflict", `there is no policy ${policyId}`);
    return policy;
  }
}

export const policyVersionFamily: SqlFamily<"policyVersions"> = {
  table: policyVersions,
  open: (session) => new PolicyVersions(session),
  whenDeleted: {
    policy: async (session, { id }) => void (await session.send(deleteOfPolicy, { policyId: id })),
  },
};
