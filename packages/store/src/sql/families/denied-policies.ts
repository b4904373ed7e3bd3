import type { DenialPruning } from "../../records/denial.ts";
import type { DeniedPolicyRecord, DeniedPolicyWriter } from "../../records/denied-policy.ts";
import { integer, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { pruneStatements } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const deniedPolicies = table<DeniedPolicyRecord>()("denied_policies", {
  key: ["hash"],
  columns: { hash: text(), document: text(), total: integer(), at: time() },
});

const { toRow, toRecord } = deniedPolicies;
const byHash = deniedPolicies.selectBy(["hash"]);
const putOne = deniedPolicies.put();
const pruning = pruneStatements("denied_policies", "hash");

class DeniedPolicies implements DeniedPolicyWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byHash(hash: string): Promise<DeniedPolicyRecord | undefined> {
    const row = await this.#session.first(byHash, { hash });
    return row && toRecord(row);
  }

  async put(record: DeniedPolicyRecord): Promise<void> {
    await this.#session.send(putOne, toRow(record));
  }

  async prune({ upToTotal, before, limit }: DenialPruning): Promise<number> {
    const byTotal = await this.#session.run(pruning.upToTotal, { upToTotal, limit });
    return byTotal + (await this.#session.run(pruning.before, { before, limit }));
  }
}

export const deniedPolicyFamily: SqlFamily<"deniedPolicies"> = {
  table: deniedPolicies,
  open: (session) => new DeniedPolicies(session),
};
