/**
 * The search bench: 10,000 users with groups, policies, keys and uses, searched in the store, beside the bare list of all of them.
 * See bench/README.md.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store, UserPart, UserProperty } from "@rolecall/store";
import { recordBatches } from "@rolecall/store/bulk";
import { loadPostgres, openPostgresStore } from "@rolecall/store/postgres";
import { loadSqlite, openSqliteStore } from "@rolecall/store/sqlite";
import { createDatabase } from "../../../packages/store/engines/postgres/server.test-support.ts";
import type { SearchRequest } from "../../../packages/store/src/records/search.ts";
import type { BenchOptions } from "../bench.ts";
import { median, rounded } from "../measure.ts";
import { startBenchDatabase } from "../postgres-server.ts";
import { ACCOUNT, populationOf, START } from "./population.ts";

const USERS = 10_000;
const QUICK_USERS = 500;
const ROUNDS = 15;
const QUICK_ROUNDS = 3;
const BAR_MS = 50;

type Request = SearchRequest<UserProperty, UserPart>;

const PAGE: Request = {
  conditions: [],
  sortBy: "name",
  isDescending: false,
  offset: 0,
  limit: 50,
  parts: ["groups", "mfaDevices", "password", "accessKeys"],
};
const where = (...conditions: Request["conditions"]): Request => ({ ...PAGE, conditions });
const texts = ["name", "group", "policy", "tag", "accessKeyId"] as const;

/** `bar` in milliseconds where it is another than the issue's: what no table does by itself. */
const CASES: Readonly<Record<string, Request | { readonly request: Request; readonly barMs: number }>> = {
  "the first page": PAGE,
  "the last page": { ...PAGE, offset: USERS - 50 },
  "a text in names, groups, policies, tags and keys": {
    ...PAGE,
    text: { value: "er-77", properties: texts },
  },
  "users of a group": where({ property: "group", operator: "=", value: "group-7" }),
  "users without MFA": where({ property: "hasMfa", operator: "=", value: false }),
  "users with a tag": where({ property: "tag", operator: "=", value: "team=team-7" }),
  "users with a policy": where({ property: "policy", operator: ":", value: "policy-7" }),
  "keys older than a day, oldest first": {
    ...where({ property: "activeKeyCreatedAt", operator: "<", value: START + USERS / 2 }),
    sortBy: "activeKeyCreatedAt",
  },
  "sorted by last activity": { ...PAGE, sortBy: "usedAt", isDescending: true },
  "inactive, by last activity": {
    ...where({ property: "idleSince", operator: "<", value: START + USERS / 2 }),
    sortBy: "usedAt",
  },
  "the dearest eight filters": {
    barMs: 500,
    request: where(
      ...Array.from({ length: 8 }, (_, number) => ({
        property: "policy" as const,
        operator: "!:" as const,
        value: `${"z".repeat(250)}${number}`,
      })),
    ),
  },
};

export async function run(options: BenchOptions): Promise<void> {
  const batches = recordBatches(populationOf(options.quick ? QUICK_USERS : USERS));
  if (options.engine !== "postgres") {
    const folder = await mkdtemp(join(tmpdir(), "rolecall-bench-"));
    const file = join(folder, "store.db");
    await loadSqlite({ file, batches });
    await measure(options, await openSqliteStore({ file }));
    return rm(folder, { recursive: true });
  }
  const { settings, stop } = await startBenchDatabase();
  options.report(settings);
  try {
    const { url } = await createDatabase();
    await loadPostgres({ url, batches });
    await measure(options, await openPostgresStore({ url, random: Math.random }));
  } finally {
    await stop();
  }
}

async function measure({ report, quick }: BenchOptions, store: Store): Promise<void> {
  try {
    const rounds = quick ? QUICK_ROUNDS : ROUNDS;
    const bare = await timed(rounds, () => store.read((tx) => tx.users.outlines(ACCOUNT, { limit: USERS })));
    report({ case: "a bare list of all users", ...bare });
    for (const [name, of] of Object.entries(CASES)) {
      const { request, barMs } = "request" in of ? of : { request: of, barMs: BAR_MS };
      const took = await timed(rounds, () => store.read((tx) => tx.search.users(ACCOUNT, request)));
      report({ case: name, ...took, barMs, timesBareList: rounded(took.p50Ms / bare.p50Ms) });
    }
  } finally {
    await store.close();
  }
}

async function timed(rounds: number, ask: () => Promise<unknown>) {
  await ask();
  const tookMs: number[] = [];
  const used = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await ask();
    tookMs.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(used);
  return { p50Ms: rounded(median(tookMs)), processorMs: rounded((user + system) / 1000 / rounds) };
}
