/** Brings the database's tables to what this version knows, and takes the streams that this process writes. */
import type { Client } from "pg";
import { assertCompatible } from "../../src/migrations/schema.ts";
import { claimableStreams, claimStream } from "./feed-statements.ts";
import { SCHEMA } from "./migrations/index.ts";

/** What PostgreSQL has to be: the oldest that has all that is used. Tested on 15 and 18. */
const VERSION_MIN = 13;

/** @throws Error in words, where the server is too old or does not write */
export async function checkServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number; read_only: string }>(
    "select cast(current_setting('server_version_num') as int) as version, current_setting('transaction_read_only') as read_only",
  );
  const { version, read_only } = rows[0]!;
  assertVersion(version);
  if (read_only === "on")
    throw new Error("the server only reads: it is a standby, or was told to; give the primary");
}

/** @param version as PostgreSQL's server_version_num: 180004 */
export function assertVersion(version: number): void {
  const major = Math.floor(version / 10_000);
  if (major < VERSION_MIN)
    throw new Error(`the server is PostgreSQL ${major}, and ${VERSION_MIN} is the oldest that will do`);
}

/**
 * One process does it, others wait for its lock and find it done.
 * @returns streams that were taken longest ago, for this process's lanes
 * @throws Error in words, where the schema is a newer version's or another program's; what the driver throws
 */
export async function migrate(client: Client, lanes: number, schema = SCHEMA): Promise<readonly number[]> {
  await createSchemaTable(client);
  await client.query("begin");
  try {
    const { rows } = await client.query<{ number: string }>(
      "select number from rolecall_schema where one = 1 for update",
    );
    await applyFrom(client, Number(rows[0]?.number), schema);
    const streams = await claimStreams(client, lanes);
    await client.query("commit");
    return streams;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** A store whose tables are those that this version knows. @throws Error in words, where it is not */
export async function assertSameSchema(client: Client): Promise<void> {
  const known = SCHEMA.migrations.length;
  const { rows } = await client.query("select 1 from pg_tables where tablename = 'rolecall_schema'");
  if (rows.length === 0) throw new Error("it holds no store");
  const found = await client.query<{ number: string }>("select number from rolecall_schema where one = 1");
  const number = Number(found.rows[0]?.number);
  if (number === known) return;
  const what = number > known ? "run a newer version" : "start this version on it first";
  throw new Error(`its schema is number ${number}, and this version's is ${known}: ${what}`);
}

/** Two that make a table at the same moment: the slower one hears of a duplicate, of a sort that depends on the moment. */
async function createSchemaTable(client: Client): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(
        "create table if not exists rolecall_schema (one bigint primary key check (one = 1), number bigint not null)",
      );
      await client.query("insert into rolecall_schema (one, number) values (1, 0) on conflict do nothing");
      return;
    } catch (error) {
      if (attempt === 5 || !isDuplicate(error)) throw error;
    }
  }
}

function isDuplicate(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "23505" || code === "42P07" || code === "42710";
}

async function applyFrom(client: Client, number: number, { migrations, compatibleFrom }: typeof SCHEMA) {
  const known = migrations.length;
  if (number > known) {
    assertCompatible(known, { number, compatibleFrom: await readCompatibleFrom(client, number) });
    return;
  }
  if (number === known) return;
  for (const statements of migrations.slice(number)) {
    for (const statement of statements) await client.query(statement);
  }
  await client.query("update rolecall_schema set number = $1 where one = 1", [known]);
  await client.query("update schema_compatibility set number = $1, compatible_from = $2 where one = 1", [
    known,
    compatibleFrom.at(-1),
  ]);
}

/** Of a newer version's database; undefined where it does not say. */
async function readCompatibleFrom(client: Client, number: number): Promise<number | undefined> {
  const { rows } = await client.query<{ compatible_from: number }>(
    "select compatible_from from schema_compatibility where number = $1",
    [number],
  );
  return rows[0]?.compatible_from;
}

async function claimStreams(client: Client, lanes: number): Promise<readonly number[]> {
  const { rows } = await client.query<{ stream: string; claim: string }>(claimableStreams.sql, [lanes]);
  const last = await client.query<{ claim: string }>("select max(claim) as claim from streams");
  const streams = rows.map(({ stream }) => Number(stream));
  for (const stream of streams)
    await client.query(claimStream.sql, [stream, Number(last.rows[0]?.claim) + 1]);
  return streams;
}
