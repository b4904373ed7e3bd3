/** The who-can bench: everybody of a large organization asked about one permission, warm and after a change. See bench/README.md. */
import { type Installation, type WhoCanQuestion, whoCan } from "@rolecall/who-can";
import {
  type MadeUpAccount,
  madeUpInstallation,
  type Statement,
} from "../../../packages/who-can/src/made-up.test-support.ts";
import type { BenchOptions } from "../bench.ts";

const ACCOUNTS = 30;
const ROLES = 500;
const USERS = 9_480;
const BAR_MS = 300;

const QUESTION: WhoCanQuestion = { action: "s3:GetObject", resource: "arn:aws:s3:::payroll/2026/may.csv" };

const accountId = (number: number) => String(100_000_000_001 + number);
const allow = (Action: unknown, Resource: unknown = "*", more: Statement = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const MFA = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

/** Actions that the organization's policy about regions leaves alone. */
interface Regional {
  readonly notAction: readonly string[];
  readonly case: string;
}

/** As AWS's example has it: services without regions are left out, so that no step between roles hangs on it. */
const REGIONLESS_LEFT_OUT: Regional = {
  case: "who-can",
  notAction: ["sts:*", "iam:*", "organizations:*", "support:*"],
};
/** As many write it: every step to a role hangs on a region that nobody has said. */
const EVERY_STEP_DEPENDS: Regional = {
  case: "who-can, each step by a region",
  notAction: ["organizations:*", "support:*"],
};

/** A tenth of the users are told apart by policies of their own, the others share those of groups. */
function accountOf(number: number, { notAction }: Regional): MadeUpAccount {
  const id = accountId(number);
  const users = Array.from({ length: Math.ceil(USERS / ACCOUNTS) }, (_, place) => ({
    name: `user-${place}`,
    groups: [place % 3 === 0 ? "readers" : "operators", ...(place % 50 === 0 ? ["administrators"] : [])],
    tags: { Team: `team-${place % 7}` },
    ...(place % 10 === 0 && { policy: [allow("s3:GetObject", `arn:aws:s3:::home/user-${place}/*`)] }),
  }));
  const roles = Array.from({ length: Math.ceil(ROLES / ACCOUNTS) }, (_, place) => ({
    name: `role-${place}`,
    trust: [trustOf(number, place)],
    policy: [
      place % 4 === 0
        ? allow(["s3:Get*", "s3:List*"], ["arn:aws:s3:::payroll/*", "arn:aws:s3:::payroll"])
        : allow("dynamodb:*"),
      allow("sts:AssumeRole", `arn:aws:iam::${accountId((number + 1) % ACCOUNTS)}:role/role-*`),
    ],
  }));
  return {
    id,
    organization: {
      id: "o-bench",
      serviceControl: [
        [allow("*")],
        [allow("*"), { Effect: "Deny", Action: "s3:Delete*", Resource: "*" }],
        [
          allow("*"),
          {
            Effect: "Deny",
            NotAction: notAction,
            Resource: "*",
            Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-central-1" } },
          },
        ],
      ],
    },
    groups: {
      readers: [allow("s3:ListAllMyBuckets"), allow("sts:AssumeRole", `arn:aws:iam::${id}:role/role-1*`)],
      operators: [allow("sts:AssumeRole", "arn:aws:iam::*:role/role-*"), allow("ec2:Describe*")],
      administrators: [allow("*")],
    },
    users,
    roles,
  };
}

function trustOf(number: number, place: number): Statement {
  const before = accountId((number + ACCOUNTS - 1) % ACCOUNTS);
  const principals: readonly Statement[] = [
    { AWS: accountId(number) },
    { AWS: `arn:aws:iam::${before}:role/role-${place % 16}` },
    { Service: "ec2.amazonaws.com" },
    { AWS: [`arn:aws:iam::${accountId(number)}:user/user-${place}`, before] },
  ];
  return {
    Effect: "Allow",
    Principal: principals[place % 4],
    Action: "sts:AssumeRole",
    ...(place % 5 === 0 && MFA),
  };
}

export async function run({ report, quick }: BenchOptions): Promise<void> {
  for (const regional of [REGIONLESS_LEFT_OUT, EVERY_STEP_DEPENDS]) runCase({ report, quick }, regional);
}

function runCase({ report, quick }: Pick<BenchOptions, "report" | "quick">, regional: Regional): void {
  const accounts = Array.from({ length: ACCOUNTS }, (_, number) => accountOf(number, regional));
  const installation = madeUpInstallation(accounts);
  const options = { clock: Date.now };
  const rounds = quick ? 3 : 15;
  const first = timed(() => whoCan(QUESTION, installation, options));
  // A question of its own each round: nothing of an answer is kept, what the engine worked out of policies is.
  const warm = Array.from({ length: rounds }, (_, round) =>
    timed(() =>
      whoCan({ ...QUESTION, resource: `arn:aws:s3:::payroll/2026/${round}.csv` }, installation, options),
    ),
  );
  const figures = warm.map(({ ms }) => ms).sort((one, other) => one - other);
  const median = medianOf(figures);
  const { answer } = warm[0]!;
  report({
    case: `${regional.case}, ${answer.lookedAt.ofPrincipals} principals, ${answer.lookedAt.ofRoles} roles, ${ACCOUNTS} accounts`,
    medianMs: round(median),
    fastestMs: round(figures[0]!),
    slowestMs: round(figures.at(-1)!),
    barMs: BAR_MS,
    isWithinBar: median <= BAR_MS,
    // Of a machine that others use too this is what it costs.
    medianCpuMs: round(medianOf(warm.map(({ cpuMs }) => cpuMs))),
    firstMs: round(first.ms),
    ways: answer.ways.length,
    decisions: answer.decisions,
    isFinished: answer.isFinished,
  });
  reportNew(report, accounts);
}

/** What was read anew, as after a change: everything is indexed and compiled again. */
function reportNew(report: BenchOptions["report"], accounts: readonly MadeUpAccount[]): void {
  let installation: Installation | undefined;
  const made = timed(() => {
    installation = madeUpInstallation(accounts);
    return installation;
  });
  const asked = timed(() => whoCan(QUESTION, installation!, { clock: Date.now }));
  report({ case: "after a change", putTogetherMs: round(made.ms), askedMs: round(asked.ms) });
}

function timed<Result>(work: () => Result): {
  readonly ms: number;
  readonly cpuMs: number;
  readonly answer: Result;
} {
  const begun = performance.now();
  const before = process.cpuUsage();
  const answer = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - begun, cpuMs: (user + system) / 1000, answer };
}

function medianOf(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)]!;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
