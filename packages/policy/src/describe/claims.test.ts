/** What the words claim holds: by the engine's decision, and by the evaluator that is written from AWS's pages. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { evaluate } from "../../oracle/evaluate.ts";
import { readLayers } from "../../oracle/judge.ts";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { decide } from "../decide/decide.ts";
import { parsePolicy } from "../document/parse.ts";
import { ACCESS_LEVEL_DATA } from "../generated/access-levels.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { type AccessLevel, readAccessLevels } from "./access-levels.ts";
import { describePolicy } from "./describe-policy.ts";
import type { PolicyDescription } from "./description.ts";
import { renderDescription } from "./render-description.ts";

const reference = readAccessLevels(ACCESS_LEVEL_DATA);
/** Small ones, so that every action of each can be asked. */
const SERVICES = ["sqs", "sts", "s3-object-lambda", "cloudshell", "kinesisvideo"];
const LABELS = new Map(
  ["SQS", "STS", "S3 Object Lambda", "CloudShell", "Kinesis Video Streams"].map((label, at) => [
    label,
    SERVICES[at]!,
  ]),
);
const ACTIONS = SERVICES.flatMap((service) =>
  [...(reference.actionsOf(service)?.values() ?? [])].map(({ name, level }) => ({ service, name, level })),
);

const patternOf = ({ service, name }: (typeof ACTIONS)[number]) =>
  fc.constantFrom(
    `${service}:${name}`,
    `${service}:*`,
    `${service}:${name.slice(0, 3)}*`,
    `${service.toUpperCase()}:${name.toLowerCase()}`,
    `${service}:?${name.slice(1)}`,
    `${service}:NoSuchAction`,
    "*",
  );
const action = fc.constantFrom(...ACTIONS).chain(patternOf);
/** A whole level of a service, named one by one, so that "everything" is often said. */
const level = fc
  .constantFrom(...ACTIONS)
  .map(({ service, level }) =>
    ACTIONS.filter(
      (each) =>
        each.service === service && (each.level === level || (level === "read" && each.level === "list")),
    ).map((each) => `${service}:${each.name}`),
  );
const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
  actions: fc.oneof(
    fc.array(action, { minLength: 1, maxLength: 4 }),
    level,
    fc.constantFrom(...SERVICES).map((name) => [`${name}:*`]),
  ),
  element: fc.constantFrom("Action", "Action", "Action", "NotAction"),
  Resource: fc.constantFrom("*", "*", "*", "arn:aws:sqs:*:*:queue", ["arn:aws:sqs:*:*:queue", "*"]),
  resourceElement: fc.constantFrom("Resource", "Resource", "Resource", "NotResource"),
  Condition: fc.constantFrom(
    {},
    {},
    {},
    { Bool: { "aws:SecureTransport": "true" } },
    { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } },
  ),
});
const policies = fc.array(statement, { minLength: 1, maxLength: 4 }).map((statements) =>
  statements.map(({ Effect, actions, element, Resource, resourceElement, Condition }) => ({
    Effect,
    [element]: actions,
    [resourceElement]: Resource,
    Condition,
  })),
);

const CONTEXTS = [
  new Map(),
  new Map([
    ["aws:securetransport", "true"],
    ["aws:requestedregion", "eu-west-1"],
  ]),
];
const RESOURCES = ["*", "arn:aws:sqs:eu-west-1:111122223333:queue", "arn:aws:sts::111122223333:other"];

function requestsFor(action: string): readonly AuthorizationRequest[] {
  return RESOURCES.flatMap((resource) =>
    CONTEXTS.map((context) => ({
      principal: {
        kind: "user",
        accountId: "111122223333",
        arn: "arn:aws:iam::111122223333:user/ana",
        id: "AIDAEXAMPLE",
      } as const,
      action,
      resource,
      resourceAccountId: "111122223333",
      context,
    })),
  );
}

/** Both evaluators' answers, which agree, to every request for an action. */
function answersOf(document: object) {
  const parsed = parsePolicy(JSON.stringify(document), "identity");
  assert.ok(parsed.ok, JSON.stringify(document));
  const layers = { identity: compilePolicySet([compilePolicy(parsed.policy)]) };
  const read = readLayers({ identity: [document] } as never);
  const ask = (action: string) =>
    requestsFor(action).map((request) => {
      const { decision } = decide(request, layers);
      assert.equal(evaluate(request, read).decision, decision);
      return decision;
    });
  return { policy: parsed.policy, ask };
}

const READING: readonly AccessLevel[] = ["list", "read"];
const LEVELS_OF: Readonly<Record<string, readonly AccessLevel[]>> = {
  read: READING,
  reading: READING,
  list: ["list"],
  listing: ["list"],
  write: ["write"],
  writing: ["write"],
  tag: ["tagging"],
  tagging: ["tagging"],
  "change permissions of": ["permissions"],
  "changing permissions of": ["permissions"],
};
const VERB =
  "change permissions of|changing permissions of|read|list|write|tag|reading|listing|writing|tagging";
const LABEL = [...LABELS.keys()].join("|");
const LIST_OF = (one: string) => `(?:${one})(?:(?:, | and )(?:${one}))*`;
const EVERYTHING = new RegExp(`(?:(${LIST_OF(VERB)}) )?everything in (${LIST_OF(LABEL)})`, "gi");

/** The actions that a sentence says are all allowed, or all denied, read from its words. */
function claimedBy(sentence: string): readonly string[] {
  return [...sentence.matchAll(EVERYTHING)].flatMap(([, verbs, labels]) => {
    const services = [...labels!.matchAll(new RegExp(LABEL, "g"))].map(([label]) => LABELS.get(label)!);
    const levels =
      verbs &&
      [...verbs.toLowerCase().matchAll(new RegExp(VERB, "g"))].flatMap(([verb]) => LEVELS_OF[verb] ?? []);
    return ACTIONS.filter(
      ({ service, level }) => services.includes(service) && (!levels || levels.includes(level)),
    ).map(({ service, name }) => `${service}:${name}`);
  });
}

/** Clauses that claim something for all resources and circumstances. What stands before a colon holds for all behind it. */
function freeClauses(text: string): readonly string[] {
  const limited =
    /, if | unless | under |, with exceptions|, except on| with (?:queue|any|\d)| on (?:queue|any|\d)/;
  const prefixed = /(?:^|; |^Denies )(?:if|under|unless|with exceptions|except on)[^:]*: .*$/i;
  return text
    .split(/\. ?/)
    .flatMap((sentence) =>
      sentence
        .replace(prefixed, "")
        .split("; ")
        .map((clause) => (sentence.startsWith("Denies") ? `Denies ${clause}` : clause)),
    )
    .filter((clause) => !limited.test(clause));
}

describe("what the words of a policy claim", () => {
  it("is so wherever they say everything", () => {
    let claims = 0;
    fc.assert(
      fc.property(policies, (Statement) => {
        const { policy, ask } = answersOf({ Version: "2012-10-17", Statement });
        const [clauses, denied] = [[], []] as [string[], string[]];
        for (const clause of freeClauses(renderDescription(describePolicy(policy, reference)))) {
          (clause.startsWith("Denies") ? denied : clauses).push(clause);
        }
        for (const [told, expected] of [
          [clauses, "allowed"],
          [denied, "explicitDeny"],
        ] as const) {
          for (const action of told.flatMap(claimedBy)) {
            claims++;
            for (const decision of ask(action))
              assert.equal(decision, expected, `${action}: ${told.join("; ")}`);
          }
        }
      }),
      { numRuns: 250 },
    );
    assert.ok(claims > 1000, `${claims} claims`);
  });

  it("is all there is: what no grant speaks of is never allowed", () => {
    let silent = 0;
    fc.assert(
      fc.property(policies, (Statement) => {
        const { policy, ask } = answersOf({ Version: "2012-10-17", Statement });
        const description = describePolicy(policy, reference);
        for (const each of ACTIONS) {
          if (speaksOf(description, each)) continue;
          silent++;
          for (const decision of ask(`${each.service}:${each.name}`))
            assert.notEqual(decision, "allowed", each.name);
        }
      }),
      { numRuns: 100 },
    );
    assert.ok(silent > 1000, `${silent} actions`);
  });
});

function speaksOf({ grants }: PolicyDescription, { service, level }: (typeof ACTIONS)[number]): boolean {
  return grants.some(({ actions }) => {
    if (actions.kind === "unknown") return true;
    const own = actions.services.find((each) => each.service === service);
    if (actions.kind === "allBut") return own?.isEverything !== true;
    return own?.levels.some((each) => each.level === level && each.count > 0) === true;
  });
}
