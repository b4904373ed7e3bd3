/**
 * The workload for Cedar, so that both decide the same: the AWS policies of one principal as Cedar policies, pre-parsed.
 *
 * An Allow of the identity policies and of the bucket policy becomes a permit, every Deny a forbid; a layer that must also allow (boundary,
 * each level of SCPs) becomes one forbid, unless one of its Allows holds. What AWS matches by wildcard on actions is written out as
 * the actions of the workload, as Cedar's action groups would; variables, which Cedar has not in patterns, are replaced by
 * the principal's values beforehand. Both favour Cedar.
 */
import {
  type Context,
  type EntityUid,
  preparsePolicySet,
  statefulIsAuthorized,
} from "@cedar-policy/cedar-wasm/nodejs";
import { type CedarValue, readContextValue, writeCondition } from "./cedar-condition.ts";
import type { WrittenStatement } from "./project-statements.ts";
import type { Workload, WrittenPolicy } from "./workload.ts";
import type { WrittenRequest } from "./written-request.ts";

export interface CedarJudge {
  /** Converts beforehand what a caller of Cedar would hand over. */
  prepare(request: WrittenRequest): CedarCall;
  allows(call: CedarCall): boolean;
}

export interface CedarCall {
  readonly principal: EntityUid;
  readonly action: EntityUid;
  readonly resource: EntityUid;
  readonly context: Context;
  readonly preparsedPolicySetId: string;
  readonly entities: [];
}

export interface CedarOptions {
  /** Every action that is asked for. */
  readonly actions: readonly string[];
  /** The context keys, in lower case, whose values are the principal's own. */
  readonly principalValues: Readonly<Record<string, string>>;
}

export function createCedarJudge(workload: Workload, options: CedarOptions): CedarJudge {
  const withoutBucket = `${workload.name}`;
  const withBucket = `${workload.name}-s3`;
  preparse(withoutBucket, cedarPolicies({ ...workload, bucket: [] }, options));
  if (workload.bucket !== undefined) preparse(withBucket, cedarPolicies(workload, options));
  return {
    prepare: (request) => ({
      principal: { type: "User", id: request.principal.arn },
      action: { type: "Action", id: request.action },
      resource: { type: "Resource", id: request.resource },
      context: contextOf(request),
      preparsedPolicySetId: workload.bucket && request.action.startsWith("s3:") ? withBucket : withoutBucket,
      entities: [],
    }),
    allows: (call) => {
      const answer = statefulIsAuthorized(call);
      if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
      const { decision, diagnostics } = answer.response;
      if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors));
      return decision === "allow";
    },
  };
}

function preparse(id: string, policies: readonly string[]): void {
  const answer = preparsePolicySet(id, { staticPolicies: policies.join("\n") });
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
}

function contextOf(request: WrittenRequest): Context {
  const context: Record<string, CedarValue> = { arn: request.resource };
  for (const [key, value] of Object.entries(request.context)) context[key] = readContextValue(key, value);
  return context;
}

function cedarPolicies(
  workload: Omit<Workload, "requests" | "name">,
  options: CedarOptions,
): readonly string[] {
  const granting = [...workload.identity, ...(workload.bucket ?? [])].flatMap((policy) => policy.Statement);
  const limiting: readonly (readonly WrittenPolicy[])[] = [
    ...(workload.boundary === undefined ? [] : [workload.boundary]),
    ...(workload.serviceControl ?? []),
  ];
  return [
    ...granting.map((statement) => writePolicy(statement, options)),
    ...limiting.flatMap((level) =>
      writeLimit(
        level.flatMap((policy) => policy.Statement),
        options,
      ),
    ),
  ];
}

/** A level that must allow: a forbid unless one of its Allows holds, and its Denies. */
function writeLimit(statements: readonly WrittenStatement[], options: CedarOptions): readonly string[] {
  const allows = statements.filter((statement) => statement.Effect === "Allow");
  const denies = statements.filter((statement) => statement.Effect === "Deny");
  const any = allows.map(
    (statement) =>
      `(${[writeActionTest(statement, options), ...writeTests(statement, options)].join(" && ")})`,
  );
  return [
    `forbid (principal, action, resource) unless { ${any.join(" || ")} };`,
    ...denies.map((statement) => writePolicy(statement, options)),
  ];
}

function writePolicy(statement: WrittenStatement, options: CedarOptions): string {
  const effect = statement.Effect === "Allow" ? "permit" : "forbid";
  const tests = writeTests(statement, options);
  const condition = tests.length === 0 ? "" : ` when { ${tests.join(" && ")} }`;
  return `${effect} (principal, ${writeActionScope(statement, options)}, resource)${condition};`;
}

/** A bucket policy names the one principal of the workload, or everyone: the principal is left to the scope of all. */
function writeTests(statement: WrittenStatement, { principalValues }: CedarOptions): readonly string[] {
  const patterns = asList(statement.Resource).filter((pattern) => pattern !== "*");
  const resources = patterns.map((pattern) =>
    writeLike("context.arn", fillVariables(pattern, principalValues)),
  );
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      writeCondition({
        operator,
        key,
        values: asList(values).map((value) => fillVariables(value, principalValues)),
      }),
    ),
  );
  return [...(resources.length === 0 ? [] : [`(${resources.join(" || ")})`]), ...conditions];
}

const writeLike = (left: string, pattern: string) =>
  pattern.includes("*") ? `${left} like ${JSON.stringify(pattern)}` : `${left} == ${JSON.stringify(pattern)}`;

const fillVariables = (text: string, values: CedarOptions["principalValues"]) =>
  text.replaceAll(/\$\{([^}]+)\}/g, (_whole, key: string) => values[key.toLowerCase()]!);

function writeActionScope(statement: WrittenStatement, options: CedarOptions): string {
  const actions = coveredActions(statement, options);
  if (actions === "all") return "action";
  if (actions.length === 1) return `action == ${actions[0]}`;
  return `action in [${actions.join(", ")}]`;
}

function writeActionTest(statement: WrittenStatement, options: CedarOptions): string {
  const actions = coveredActions(statement, options);
  return actions === "all" ? "true" : `action in [${actions.join(", ")}]`;
}

function coveredActions(statement: WrittenStatement, { actions }: CedarOptions): "all" | readonly string[] {
  const patterns = asList(statement.Action ?? statement.NotAction ?? []);
  if (statement.Action !== undefined && patterns.includes("*")) return "all";
  const isListed = (action: string) => patterns.some((pattern) => actionMatches(pattern, action));
  const isWanted = (action: string) => isListed(action) === (statement.Action !== undefined);
  // A statement about actions that nobody asks for stays in the set, as it would with any engine.
  const written = patterns.filter((pattern) => statement.Action !== undefined && !pattern.includes("*"));
  const names = new Set([...actions.filter(isWanted), ...written]);
  if (names.size === 0) names.add(patterns[0]!);
  return [...names].map((action) => `Action::${JSON.stringify(action)}`);
}

function actionMatches(pattern: string, action: string): boolean {
  const expression = pattern.replaceAll(/[.]/g, "\\.").replaceAll("*", ".*");
  return new RegExp(`^${expression}$`, "i").test(action);
}

const asList = <Item>(value: Item | readonly Item[]): readonly Item[] =>
  Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
