import type { CompiledPolicySet } from "../compile/policy-set.ts";
import { hasAccount, isLimitedByBoundary } from "../compile/principal-matcher.ts";
import type { Verdict } from "../compile/verdict.ts";
import type { Asked, AskedLayers, AskedResource } from "../decide/asked-layers.ts";
import { judge } from "../decide/decide.ts";
import type { Decision, LayerName, PolicyLayers } from "../decide/layers.ts";
import { isControlled, isServiceLinked } from "../decide/resource-control.ts";
import { type Glob, mayMatch } from "./glob-pair.ts";
import type { PartialQuestion } from "./partial-question.ts";
import { PartialVerdict } from "./partial-set.ts";

/** A verdict in place of the policies that would give it. */
class FixedVerdict implements AskedResource {
  private readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    this.verdict = verdict;
  }

  get forBounded(): Asked {
    return this;
  }

  ask(): Verdict {
    return this.verdict;
  }
}

/** The verdicts of each layer that takes part, level by level; a layer that does not is absent. */
export type LayerVerdicts = { readonly [Name in LayerName]?: readonly PartialVerdict[] };

/** How to be sure of a verdict of which some is unknown. */
export type View = (verdict: PartialVerdict, layer: LayerName) => Verdict;

/** The layers of a question, each asked once, and the decision under any view of what they say. */
export class PartialLayers {
  readonly verdicts: LayerVerdicts;
  /** Resource control policies may reach the resource, and may not, according to what is unknown of it. */
  readonly isControlUnsure: boolean;
  private readonly question: PartialQuestion;
  private readonly isControlledAtMost: boolean;
  private readonly resourcePolicyRequired: boolean | undefined;

  constructor(layers: PolicyLayers, question: PartialQuestion) {
    this.question = question;
    this.resourcePolicyRequired = layers.resourcePolicyRequired;
    this.isControlledAtMost = mayBeControlled(question);
    this.isControlUnsure = this.isControlledAtMost && mayBeExempt(question);
    this.verdicts = askLayers(layers, question, this.isControlledAtMost);
  }

  /** `isControlled`: take the resource for one that resource control policies reach, where that is not known. */
  decide(view: View, isControlledHere: boolean): Decision {
    const { verdicts } = this;
    const one = (name: LayerName) => {
      const verdict = verdicts[name]?.[0];
      return verdict && new FixedVerdict(view(verdict, name));
    };
    const several = (name: LayerName) =>
      verdicts[name]?.map((verdict) => new FixedVerdict(view(verdict, name)));
    const asked: AskedLayers = {
      resourceControl: several("resourceControl"),
      serviceControl: several("serviceControl"),
      resource: one("resource"),
      resourcePolicyRequired: this.resourcePolicyRequired,
      identity: one("identity"),
      boundary: one("boundary"),
      session: several("session"),
      endpoint: one("endpoint"),
    };
    return judge(this.question.withResource(this.standIn(isControlledHere)), asked);
  }

  /** A resource that is under control, or not, as the decision shall take it; nothing else of it is asked. */
  private standIn(isControlledHere: boolean): string {
    const reached = this.isControlUnsure ? isControlledHere : this.isControlledAtMost;
    return reached ? CONTROLLED : "*";
  }
}

/** Some resource that is neither exempt nor all. */
const CONTROLLED = "arn";

function mayBeControlled(question: PartialQuestion): boolean {
  const { knownResource, resourcePrefix } = question;
  const isTold = resourcePrefix !== "" && resourcePrefix !== "*";
  return isControlled(question.withResource(knownResource ?? (isTold ? resourcePrefix : CONTROLLED)));
}

/** A resource that is not all known may be one of a service-linked role, or `*`. */
function mayBeExempt({ knownResource, resource }: PartialQuestion): boolean {
  if (knownResource !== undefined) return false;
  return mayMatch(EVERY_RESOURCE, resource) || mayMatch(SERVICE_LINKED_ROLE, resource);
}

const EVERY_RESOURCE: Glob = { parts: ["*"], length: 1 };
const ANY_COMPONENT = { kind: "*", reach: "component" } as const;
const SERVICE_LINKED_ROLE: Glob = {
  parts: [
    "arn:",
    ANY_COMPONENT,
    ":iam::",
    ANY_COMPONENT,
    ":role/aws-service-role/",
    { kind: "*", reach: "anything" },
  ],
  length: 36,
};

function askLayers(layers: PolicyLayers, question: PartialQuestion, isUnderControl: boolean): LayerVerdicts {
  const { principal } = question;
  const isMember = hasAccount(principal);
  const isExempt = isServiceLinked(principal);
  const each = (sets: readonly CompiledPolicySet[] | undefined, takesPart: boolean) =>
    takesPart ? sets?.map((set) => new PartialVerdict(set, question)) : undefined;
  const one = (set: CompiledPolicySet | undefined, takesPart = true) => each(set && [set], takesPart);
  const isBounded = layers.boundary !== undefined && isLimitedByBoundary(principal);
  const verdicts = {
    resourceControl: each(layers.resourceControl, !isExempt && isUnderControl),
    serviceControl: each(layers.serviceControl, isMember && !isExempt),
    endpoint: one(layers.endpoint),
    resource: one(isBounded ? layers.resource?.forBounded : layers.resource),
    boundary: one(layers.boundary, isMember),
    session: each(layers.session, isMember),
    identity: one(layers.identity, isMember),
  };
  return Object.fromEntries(Object.entries(verdicts).filter(([, asked]) => asked !== undefined));
}
