/** The iam bench: what IAM's dear reads cost as whole requests, beside a bare node:http server. See bench/README.md. */
import { createDatabase } from "../../../packages/store/engines/postgres/server.test-support.ts";
import type { BenchOptions } from "../bench.ts";
import { type HttpCase, IAM } from "../http/cases.ts";
import { USER_COUNT, userArn } from "../http/installation.ts";
import { runCases } from "../http/run.ts";
import { startBenchDatabase } from "../postgres-server.ts";
import { reportCredentials, type StoreFlags } from "./credential-report.ts";

const BUCKET = "arn:aws:s3:::bench-bucket";

const cases: readonly HttpCase[] = [
  {
    name: "SimulatePrincipalPolicy, one action",
    service: "iam",
    bar: 0.2,
    signs: "users",
    requestsPerRound: 1_500,
    form: (number) => ({
      Action: "SimulatePrincipalPolicy",
      ...IAM,
      PolicySourceArn: userArn((number * 7) % USER_COUNT),
      "ActionNames.member.1": "s3:GetObject",
      "ResourceArns.member.1": `${BUCKET}/${number}`,
    }),
  },
  {
    name: "ListUsers, 1,000 a page",
    service: "iam",
    perSecondBar: 300,
    signs: "users",
    requestsPerRound: 200,
    warmUpRequests: 400,
    form: () => ({ Action: "ListUsers", ...IAM, MaxItems: String(USER_COUNT) }),
  },
];

/** The cases, then the report; `--engine postgres` for both on a server of the bench's own. */
export async function run(options: BenchOptions): Promise<void> {
  if (options.engine !== "postgres") return runAll(options);
  const { settings, stop } = await startBenchDatabase();
  options.report(settings);
  try {
    await runAll(options, async () => ["--database", (await createDatabase()).url]);
  } finally {
    await stop();
  }
}

async function runAll(options: BenchOptions, storeFlags: StoreFlags = async () => []): Promise<void> {
  await runCases(options, cases, await storeFlags());
  await reportCredentials(options, storeFlags);
}
