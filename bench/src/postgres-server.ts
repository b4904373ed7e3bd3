import { type Pair, startPair } from "../../packages/store/engines/postgres/pair.test-support.ts";
import { administer, startTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import type { ReportLine } from "./bench.ts";

/** As tests have it, but for the disk, which a COMMIT has to reach, and what clears up behind it. */
const SETTINGS = ["fsync=on", "full_page_writes=on", "autovacuum=on"];

/** What decides on how dear a COMMIT is. */
const TOLD = [
  "server_version",
  "fsync",
  "full_page_writes",
  "synchronous_commit",
  "autovacuum",
  "shared_buffers",
];

/** A server of the bench's own, on which databases are made from now on, and its settings. */
export async function startBenchDatabase(): Promise<{
  /** Of its administrator. */
  readonly url: string;
  readonly settings: ReportLine;
  readonly stop: () => Promise<void>;
}> {
  const { url, stop } = await startTestServer(SETTINGS);
  process.env.ROLECALL_TEST_POSTGRES = url;
  const columns = TOLD.map((name) => `current_setting('${name}') as ${name}`).join(", ");
  const [settings] = await administer(url, `select ${columns}`);
  return { url, settings: { case: "server", ...(settings as Readonly<Record<string, string>>) }, stop };
}

/** A primary and a standby with the same settings. What the standby has not had yet is kept for it. */
export function startBenchPair(): Promise<Pair> {
  return startPair([...SETTINGS, "wal_keep_size=1GB"]);
}
