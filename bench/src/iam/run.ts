/** The iam bench: what IAM's dear reads cost as whole requests, beside a bare node:http server. See bench/README.md. */
import type { BenchOptions } from "../bench.ts";
import { type HttpCase, IAM } from "../http/cases.ts";
import { USER_COUNT, userArn } from "../http/installation.ts";
import { runCases } from "../http/run.ts";

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

export async function run(options: BenchOptions): Promise<void> {
  await runCases(options, cases);
}
