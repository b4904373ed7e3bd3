/** One moment of a database, for as long as its reader likes. */
import type { Client } from "pg";
import type { Snapshot } from "../../../src/bulk/snapshot.ts";
import { connectPatiently } from "../connect.ts";
import { parseDatabaseUrl } from "../database-url.ts";
import { explainFailure } from "../explain-failure.ts";
import { beginSnapshot } from "../feed-statements.ts";
import { assertSameSchema } from "../migrate.ts";
import { toLoadError } from "./load-error.ts";
import { readerOf } from "./reader.ts";

interface PostgresSource {
  readonly url: string;
  /** For a URL without one. */
  readonly password?: string | undefined;
}

const SET =
  "select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)";

/** @throws StoreError "unavailable" that names the database, where it cannot be reached or is no store of this version */
export async function openPostgresSnapshot({ url, password }: PostgresSource): Promise<Snapshot> {
  const address = parseDatabaseUrl(url, password);
  let client: Client | undefined;
  try {
    client = await connectPatiently(address);
    await client.query(beginSnapshot.sql);
    await client.query(SET);
    await assertSameSchema(client);
    const { rows } = await client.query<{ revision: number }>(
      "select cast(sum(seq) as bigint) as revision from streams",
    );
    return snapshotOver(client, rows[0]!.revision);
  } catch (error) {
    await client?.end();
    throw explainFailure(address, error);
  }
}

function snapshotOver(client: Client, revision: number): Snapshot {
  const reader = readerOf(client);
  return {
    revision,
    async *select(sql) {
      try {
        yield* reader.select(sql);
      } catch (error) {
        throw toLoadError(error);
      }
    },
    damage: async () => [],
    close: () => client.end(),
  };
}
