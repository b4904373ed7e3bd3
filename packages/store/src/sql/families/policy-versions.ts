import { StoreError } from "../../errors.ts";
import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type { PolicyVersionRecord, PolicyVersionWriter } from "../../records/policy-version.ts";
import type { PolicyVersionTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";

const one = statement<{ policyId: UniqueId; version: number }>()("policy-versions.one", (db, p) =>
  db
    .selectFrom("policy_versions")
    .selectAll()
    .where("policy_id", "=", p.policyId)
    .where("version", "=", p.version),
);

const ofPolicy = statement<{ policyId: UniqueId }>()("policy-versions.ofPolicy", (db, p) =>
  db.selectFrom("policy_versions").selectAll().where("policy_id", "=", p.policyId).orderBy("version", "desc"),
);

const countOfAccount = statement<{ accountId: AccountId }>()("policy-versions.countOfAccount", (db, p) =>
  db
    .selectFrom("policies")
    .innerJoin("policy_versions", "policy_versions.policy_id", "policies.id")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("policies.account_id", "=", p.accountId),
);

const arnOf = statement<{ policyId: UniqueId }>()("policy-versions.arnOf", (db, p) =>
  db.selectFrom("policies").select("arn").where("id", "=", p.policyId),
);

const insertOne = statement<PolicyVersionTable>()("policy-versions.insertOne", (db, p) =>
  db.insertInto("policy_versions").values({
    policy_id: p.policy_id,
    version: p.version,
    document: p.document,
    created_at: p.created_at,
  }),
);

const deleteOne = statement<{ policyId: UniqueId; version: number }>()("policy-versions.deleteOne", (db, p) =>
  db.deleteFrom("policy_versions").where("policy_id", "=", p.policyId).where("version", "=", p.version),
);

export const deleteVersionsOf = statement<{ policyId: UniqueId }>()(
  "policy-versions.deleteVersionsOf",
  (db, p) => db.deleteFrom("policy_versions").where("policy_id", "=", p.policyId),
);

export class PolicyVersions implements PolicyVersionWriter {
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
    return Number((await this.#session.first(countOfAccount, { accountId }))?.count ?? 0);
  }

  async insert(record: PolicyVersionRecord): Promise<void> {
    const policy = await this.#policyOf(record.policyId);
    await this.#session.run(insertOne, {
      policy_id: record.policyId,
      version: record.version,
      document: record.document,
      created_at: record.createdAt,
    });
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

function toRecord(row: PolicyVersionTable): PolicyVersionRecord {
  return { policyId: row.policy_id, version: row.version, document: row.document, createdAt: row.created_at };
}
