/** The revocation bench: two nodes on one database, a right taken away at one and used at the other. See bench/README.md. */
import { administer, createDatabase } from "../../../packages/store/engines/postgres/server.test-support.ts";
import type { BenchOptions } from "../bench.ts";
import { startRolecall } from "../http/servers.ts";
import { quantile, rounded } from "../measure.ts";
import { startBenchDatabase } from "../postgres-server.ts";
import { Connection } from "./connection.ts";
import { revocationSeed, subjectOf } from "./installation.ts";
import { type Chain, RIGHTS, type Right, runTrial } from "./trial.ts";

/** Of each right in each way of hearing: 10,000 in a way. */
const TRIALS = 5_000;
const LONE_TRIALS = 1_000;
const QUICK_TRIALS = 200;
const CHAINS = 8;

/** What 99 of a hundred trials, and all, have to be within. */
const BARS = {
  "poll alone": { p99BarMs: 250, maxBarMs: 1_000 },
  "with hints": { p99BarMs: 50, maxBarMs: 1_000 },
};

export async function run({ report, quick }: BenchOptions): Promise<void> {
  const server = await startBenchDatabase();
  const tell = (text: string, name: keyof typeof BARS, latenciesMs: readonly number[]) => {
    const of = (share: number) => rounded(quantile(latenciesMs, share));
    const figures = { trials: latenciesMs.length, p50Ms: of(0.5), p99Ms: of(0.99), maxMs: of(1) };
    report({ case: text, ...figures, ...BARS[name] });
  };
  try {
    for (const name of ["with hints", "poll alone"] as const) {
      const url = await databaseOf(server.url, name);
      await withTwoNodes(url, async (chains) => {
        for (const [right, actions] of Object.entries(RIGHTS))
          tell(`${name}: ${right}`, name, await runTrials(chains, actions, quick ? QUICK_TRIALS : TRIALS));
        if (name === "with hints") return;
        const trials = quick ? QUICK_TRIALS : LONE_TRIALS;
        const alone = await runTrials(chains.slice(0, 1), Object.values(RIGHTS)[0]!, trials);
        tell(`${name}: one chain, so that no other request looks`, name, alone);
      });
    }
  } finally {
    await server.stop();
  }
}

/** Of a user who may, or may not, notify. */
async function databaseOf(serverUrl: string, name: keyof typeof BARS): Promise<string> {
  const { url } = await createDatabase();
  if (name === "with hints") return url;
  const address = new URL(url);
  const database = address.pathname.slice(1);
  await administer(serverUrl, "create role muted login password 'muted'");
  await administer(serverUrl, `alter database ${database} owner to muted`);
  await administer(url, "revoke execute on function pg_notify(text, text) from public");
  address.username = address.password = "muted";
  return address.href;
}

async function withTwoNodes(
  database: string,
  use: (chains: readonly Chain[]) => Promise<void>,
): Promise<void> {
  const seed = revocationSeed(CHAINS);
  const masterKey = Buffer.alloc(32, 7).toString("base64");
  const start = () => startRolecall(seed, ["--database", database], { ROLECALL_MASTER_KEY: masterKey });
  const [first, second] = [await start(), await start()];
  const chains: Chain[] = [];
  try {
    for (let number = 0; number < CHAINS; number++)
      chains.push(await openChain(number, first.port, second.port));
    await use(chains);
  } finally {
    for (const { here, there } of chains) for (const connection of [here, there]) connection.close();
    await second.close();
    await first.close();
  }
}

/** All chains at once, so that the nodes are busy. */
async function runTrials(chains: readonly Chain[], right: Right, trials: number): Promise<readonly number[]> {
  const latenciesMs: number[] = [];
  let begun = 0;
  const work = async (chain: Chain) => {
    while (begun++ < trials) latenciesMs.push(await runTrial(chain, right));
  };
  await Promise.all(chains.map(work));
  return latenciesMs;
}

async function openChain(number: number, there: number, here: number): Promise<Chain> {
  return {
    subject: subjectOf(number),
    there: await Connection.open(there),
    here: await Connection.open(here),
  };
}
