/**
 * Whether an organization lets a request through, asked of the engine in the browser: the way from the root to an account, level by
 * level. What is not said of the request is unknown, and an answer holds for all that it may be.
 */
import {
  type CompiledPolicy,
  compilePolicy,
  compilePolicySet,
  decideInPart,
  type Escape,
  explain,
  type PolicyLayers,
  parsePolicy,
  partialContext,
  recordContext,
  UNKNOWN,
} from "@rolecall/policy";
import type { LimitKind } from "../limit-kinds.ts";
import type { GuardRail, Stop } from "./guard-rails.ts";

export interface PassageQuestion {
  readonly organizationId: string;
  readonly accountId: string;
  /** `service:Operation`. */
  readonly action: string;
  /** What is said of the request's condition keys. */
  readonly context: Readonly<Record<string, string>>;
}

/** A level that stops a request, or does so by what is not known of it. */
export interface Hindrance {
  readonly stopName: string;
  readonly outcome: "denied" | "depends";
  /** `explicitDeny` where policies deny, `implicitDeny` where none of a level's allows. */
  readonly kind: "explicitDeny" | "implicitDeny";
  readonly policyNames: readonly string[];
  /** Condition keys and `resource`, as policies write them. */
  readonly dependsOn: readonly string[];
  /** Changes of one key by which a request that says nothing more comes through. */
  readonly escapes: readonly Escape[];
}

/** What stops a request on its way, from the root down; nothing where every level lets it through, whatever else it is. */
export function askOrganization(stops: readonly Stop[], question: PassageQuestion): readonly Hindrance[] {
  return stops.flatMap((stop) =>
    KINDS.flatMap((kind) => {
      const rails = stop.guardRails.filter((rail) => rail.kind === kind);
      const hindrance = rails.length === 0 ? undefined : askLevel(rails, kind, question);
      return hindrance === undefined ? [] : [{ stopName: stop.name, ...hindrance }];
    }),
  );
}

/** In the order in which AWS asks. */
const KINDS: readonly LimitKind[] = ["resourceControl", "serviceControl"];

function askLevel(
  rails: readonly GuardRail[],
  kind: LimitKind,
  question: PassageQuestion,
): Omit<Hindrance, "stopName"> | undefined {
  const policies = rails.map((rail) => ({ rail, compiled: compileRail(rail) }));
  const layers: PolicyLayers = { [kind]: [compilePolicySet(policies.map(({ compiled }) => compiled))] };
  const { known, request } = requestOf(question);
  const decision = decideInPart(
    { ...request, resource: UNKNOWN, context: partialContext({ known, unknownRest: true }) },
    layers,
  );
  if (decision.outcome === "allowed" || decision.kind === "allowed") return undefined;
  const asKnown = { ...request, resource: "*", context: recordContext(known) };
  const nameOf = (policy: unknown) => policies.find(({ compiled }) => compiled === policy)?.rail.name;
  const { layers: told, additions } = explain(asKnown, layers, { nameOf });
  const denying = told.flatMap(({ statements }) =>
    statements.filter(({ matched, statement }) => matched && statement.effect === "Deny"),
  );
  return {
    outcome: decision.outcome,
    kind: decision.kind,
    policyNames: namesOf(decision.kind === "explicitDeny" ? denying : [], rails),
    dependsOn: decision.unknown,
    escapes: additions.flatMap((addition) => (addition.kind === "liftDeny" ? addition.escapes : [])),
  };
}

const compiledRails = new WeakMap<GuardRail, CompiledPolicy>();

/** Once for as long as it is shown: a question is asked anew with every letter. */
function compileRail(rail: GuardRail): CompiledPolicy {
  const known = compiledRails.get(rail);
  if (known !== undefined) return known;
  const compiled = compileContent(rail);
  compiledRails.set(rail, compiled);
  return compiled;
}

function compileContent({ content, kind }: GuardRail): CompiledPolicy {
  const parsed = parsePolicy(content, kind);
  // INVARIANT: the server keeps no policy that its engine cannot read.
  if (!parsed.ok) throw new Error(parsed.findings[0]?.message ?? "a policy cannot be read");
  return compilePolicy(parsed.policy);
}

/** The root user asks: all others of the account are limited by no less. */
function requestOf({ organizationId, accountId, action, context }: PassageQuestion) {
  const known: Readonly<Record<string, string>> = {
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalOrgID": organizationId,
    "aws:PrincipalIsAWSService": "false",
    "aws:ViaAWSService": "false",
    "aws:ResourceAccount": accountId,
    "aws:ResourceOrgID": organizationId,
    ...context,
  };
  const arn = `arn:aws:iam::${accountId}:root`;
  const request = {
    principal: { kind: "root", accountId, arn, id: accountId },
    action,
    resourceAccountId: accountId,
  } as const;
  return { known, request };
}

/** Whose statements deny what is known; where none does, all that stand there may. */
function namesOf(
  denying: readonly { readonly policyName: string | undefined }[],
  rails: readonly GuardRail[],
): readonly string[] {
  const names = denying.flatMap(({ policyName }) => policyName ?? []);
  return [...new Set(names.length > 0 ? names : rails.map(({ name }) => name))];
}
