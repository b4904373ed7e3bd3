/** What the database holds at the end, held against what clients were told. It is asked without any node between. */
import { administer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { GROUPS_MAX, KEYS_MAX } from "./company.ts";
import type { Ledger } from "./ledger.ts";
import type { RunReport } from "./report.ts";

export async function verify(databaseUrl: string, ledger: Ledger, report: RunReport): Promise<void> {
  const there = await countThings(databaseUrl);
  for (const [thing, { least, most }] of ledger) {
    const found = there.get(thing) ?? 0;
    if (found < Math.max(0, least))
      report.violate("an acknowledged write lost", `${thing}: ${found} of ${least}`);
    if (found > most)
      report.violate("a write applied twice, or one that was undone", `${thing}: ${found}, at most ${most}`);
    report.count("things looked for at the end");
    report.count("writes nobody answered for", most - Math.max(0, least));
    report.count("writes nobody answered for, and done", Math.max(0, found - Math.max(0, least)));
  }
  await verifyQuotas(databaseUrl, report);
  await verifyCounters(databaseUrl, report);
}

async function countThings(url: string): Promise<ReadonlyMap<string, number>> {
  const rows = await administer(
    url,
    `select 'user ' || name as thing, 1 as found from users where name like 'made-%'
     union all select 'key of ' || u.name, cast(count(*) as int) from users u join access_keys k on k.owner_id = u.id
       where u.name like 'made-%' group by u.name`,
  );
  return new Map(rows.map(({ thing, found }) => [String(thing), Number(found)]));
}

async function verifyQuotas(url: string, report: RunReport): Promise<void> {
  const groups = await administer(
    url,
    "select account_id, count(*) as found from groups group by account_id",
  );
  for (const { found } of groups)
    if (Number(found) > GROUPS_MAX) report.violate("a quota exceeded", `${found} groups`);
  const keys = await administer(url, "select owner_id, count(*) as found from access_keys group by owner_id");
  for (const { owner_id, found } of keys)
    if (Number(found) > KEYS_MAX) report.violate("a quota exceeded", `${found} keys of ${owner_id}`);
}

/** What quotas are judged by. */
async function verifyCounters(url: string, report: RunReport): Promise<void> {
  for (const table of ["users", "groups"]) {
    const wrong = await administer(
      url,
      `select a.account_id, a.${table} as counted, count(t.id) as found from account_counts a
       left join ${table} t on t.account_id = a.account_id group by a.account_id, a.${table} having count(t.id) <> a.${table}`,
    );
    for (const { counted, found } of wrong)
      report.violate("a counter wrong", `${table}: ${counted} counted, ${found} there`);
  }
}
