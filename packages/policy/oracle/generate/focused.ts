/** Cases about one thing: one statement, and of it one condition, resource or principal. Whole cases meet rare values too seldom. */
import fc from "fast-check";
import type { AuthorizationRequest, ContextValue } from "../../src/request/request.ts";
import { addressPair } from "./address-pair.ts";
import { conditionOn } from "./condition.ts";
import { longValueSeries } from "./long-value.ts";
import { resource, resourcePattern, version, type WrittenStatement } from "./policy.ts";
import { elementNaming, principal, principalElement } from "./principal.ts";
import type { ScenarioSeries } from "./scenario.ts";
import { accountIds, type ValueKind } from "./texts.ts";

const [accountId] = accountIds;
export const baseRequest: AuthorizationRequest = {
  principal: { kind: "user", accountId, arn: `arn:aws:iam::${accountId}:user/alice`, id: "AIDAALICE" },
  action: "s3:GetObject",
  resource: "arn:aws:s3:::bucket",
  resourceAccountId: accountId,
  context: new Map(),
};
export const baseStatement: WrittenStatement = { Effect: "Allow", Action: "*", Resource: "*" };

type WrittenVersion = "2008-10-17" | "2012-10-17" | undefined;

export const policyOf = (Version: WrittenVersion, statement: WrittenStatement) => ({
  ...(Version === undefined ? {} : { Version }),
  Statement: [statement],
});

const conditionCase = (
  Condition: unknown,
  context: ReadonlyMap<string, ContextValue>,
  written: WrittenVersion,
) => ({
  layers: { identity: [policyOf(written, { ...baseStatement, Condition })] },
  requests: [{ ...baseRequest, context }],
});

const kinds: readonly ValueKind[] = ["string", "numeric", "date", "boolean", "binary", "address", "arn"];

const aboutCondition: fc.Arbitrary<ScenarioSeries> = fc
  .tuple(fc.constantFrom(...kinds).chain(conditionOn), version)
  .map(([{ block, context }, written]) => conditionCase(block, context, written));

const aboutAddress: fc.Arbitrary<ScenarioSeries> = fc
  .tuple(addressPair, fc.constantFrom("IpAddress", "NotIpAddress"))
  .map(([{ address, range }, operator]) =>
    conditionCase(
      { [operator]: { "aws:SourceIp": range } },
      new Map([["aws:sourceip", address]]),
      "2012-10-17",
    ),
  );

const aboutResource: fc.Arbitrary<ScenarioSeries> = fc
  .record({
    pattern: resourcePattern,
    resources: fc.array(resource, { minLength: 1, maxLength: 4 }),
    version,
  })
  .map(({ pattern, resources, version: written }) => ({
    layers: { identity: [policyOf(written, { ...baseStatement, Resource: pattern })] },
    requests: resources.map((name) => ({
      ...baseRequest,
      resource: name,
      context: new Map([["aws:username", "alice"]]),
    })),
  }));

const aboutPrincipal: fc.Arbitrary<ScenarioSeries> = fc
  .array(principal, { minLength: 1, maxLength: 4 })
  .chain((principals) =>
    fc.record({
      effect: fc.constantFrom<("Allow" | "Deny")[]>("Allow", "Deny"),
      element: fc.oneof(principalElement, elementNaming(principals[0]!)),
      principals: fc.constant(principals),
      isRequired: fc.boolean(),
      hasIdentity: fc.boolean(),
      hasBoundary: fc.boolean(),
      hasSession: fc.boolean(),
    }),
  )
  .map(({ effect, element, principals, isRequired, hasIdentity, hasBoundary, hasSession }) => ({
    layers: {
      resource: [policyOf("2012-10-17", { ...baseStatement, ...element, Effect: effect })],
      resourcePolicyRequired: isRequired,
      ...(hasIdentity ? { identity: [policyOf("2012-10-17", baseStatement)] } : {}),
      ...(hasSession ? { session: [[policyOf("2012-10-17", baseStatement)]] } : {}),
      ...(hasBoundary ? { boundary: [policyOf("2012-10-17", { ...baseStatement, Action: "ec2:*" })] } : {}),
    },
    requests: principals.map((who) => ({ ...baseRequest, principal: who })),
  }));

const aboutLongValue = longValueSeries(baseRequest, (statement) =>
  policyOf("2012-10-17", { ...baseStatement, ...statement }),
);

export const focusedSeries: fc.Arbitrary<ScenarioSeries> = fc.oneof(
  { arbitrary: aboutCondition, weight: 40 },
  { arbitrary: aboutAddress, weight: 20 },
  { arbitrary: aboutResource, weight: 15 },
  { arbitrary: aboutPrincipal, weight: 10 },
  { arbitrary: aboutLongValue, weight: 1 },
);
