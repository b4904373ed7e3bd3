/** Stars against a hundred thousand characters that almost match: the cases that make a matcher hang, the worst of them told. */
import {
  type CompiledPolicySet,
  compilePolicy,
  compilePolicySet,
  decide,
  parsePolicy,
} from "@rolecall/policy";
import type { ReportLine } from "../bench.ts";
import { median, rounded } from "../measure.ts";
import { accountId } from "./written-request.ts";

const starCount = 30;
const characterCount = 100_000;
const roundCount = 21;

interface Attempt {
  readonly pattern: string;
  readonly text: string;
}

const as = (count: number) => "a".repeat(count);
/** Has one b less than a pattern of 29 parts wants. */
const fewBs = `${as(characterCount / (starCount - 2) - 1)}b`.repeat(starCount - 2);
/** Has what the pattern is made of, but at its ends. */
const farBs = `b${as(characterCount)}b`;

/** None of them matches. */
const manyStars: Readonly<Record<string, Attempt>> = {
  "wrong at the end": { pattern: `${"*a".repeat(starCount)}b`, text: `${as(characterCount)}c` },
  "wrong in the middle": { pattern: `${"*a".repeat(starCount - 1)}*b*`, text: `b${as(characterCount)}` },
  "almost, again and again": { pattern: `${"*aaaaaaab".repeat(starCount - 1)}*`, text: fewBs },
  "question marks": { pattern: `${"*a?a?b".repeat(starCount - 1)}*`, text: fewBs },
};

const longParts: Readonly<Record<string, Attempt>> = {
  "one long part": { pattern: `*${as(499)}b${as(499)}*`, text: farBs },
  "a long part of question marks": { pattern: `*${"?".repeat(500)}b${as(499)}*`, text: farBs },
};

export function measureWildcards(): readonly ReportLine[] {
  return [tellWorst("wildcard-30-stars", manyStars), tellWorst("wildcard-long-parts", longParts)];
}

function tellWorst(name: string, attempts: Readonly<Record<string, Attempt>>): ReportLine {
  const figures = Object.entries(attempts).map(([shape, attempt]) => ({
    shape,
    p50Ms: timeAttempt(attempt),
  }));
  const worst = figures.reduce((slowest, figure) => (figure.p50Ms > slowest.p50Ms ? figure : slowest));
  return { case: name, p50Ms: rounded(worst.p50Ms), worst: worst.shape, characters: characterCount };
}

function timeAttempt({ pattern, text }: Attempt): number {
  const identity = compilePattern(`arn:aws:s3:::${pattern}`);
  const times = Array.from({ length: roundCount }, (_, round) => {
    const request = {
      principal: {
        kind: "user",
        accountId,
        arn: `arn:aws:iam::${accountId}:user/alice`,
        id: "AIDAALICE",
      } as const,
      action: "s3:GetObject",
      // No two alike: a remembered answer would be no measurement.
      resource: `arn:aws:s3:::${text.slice(0, 50_000)}${text.slice(50_000 + round)}`,
      resourceAccountId: accountId,
      context: new Map<string, string>(),
    };
    const start = performance.now();
    const { decision } = decide(request, { identity });
    const elapsedMs = performance.now() - start;
    if (decision !== "implicitDeny") throw new Error(`${pattern} must not match.`);
    return elapsedMs;
  });
  return median(times);
}

function compilePattern(Resource: string): CompiledPolicySet {
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource }] };
  const parsed = parsePolicy(JSON.stringify(document), "identity");
  if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
  return compilePolicySet([compilePolicy(parsed.policy)]);
}
