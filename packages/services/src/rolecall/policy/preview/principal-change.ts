/** What one user or role gains and loses by a change: each request of the sample is decided before and behind it. */
import {
  type DirectoryAccount,
  isUnrestricted,
  type PolicySource,
  SERVICE_LINKED_PATH,
} from "@rolecall/access";
import { type AccountId, type Arn, formatArn, splitArn, type UniqueId } from "@rolecall/names";
import {
  type CompiledPolicy,
  type CompiledPolicySet,
  compilePolicySet,
  decideInPart,
  type PartialContext,
  type PartialDecision,
  type PolicyLayers,
  partialContext,
  principalContext,
  type RequestPrincipal,
} from "@rolecall/policy";
import { instanceOf, type SampledRequest } from "./sampled-requests.ts";

/** Who has the policy, with all that is known of it. */
export interface Affected {
  readonly kind: "user" | "role";
  readonly id: UniqueId;
  readonly arn: Arn;
  readonly accountId: AccountId;
  readonly name: string;
  readonly path: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly isBounded: boolean;
  readonly sources: readonly PolicySource[];
  readonly account: DirectoryAccount | undefined;
}

type Outcome = PartialDecision["outcome"];

export interface ChangedDecision {
  readonly action: string;
  /** As the policy writes it. */
  readonly resource: string;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Condition keys on which it depends, before or behind. */
  readonly conditionKeys: readonly string[];
}

export interface PrincipalChange {
  readonly arn: Arn;
  readonly gained: readonly ChangedDecision[];
  readonly lost: readonly ChangedDecision[];
}

const RANK: Readonly<Record<Outcome, number>> = { denied: 0, depends: 1, allowed: 2 };

export function changeOf(
  affected: Affected,
  after: readonly PolicySource[],
  requests: readonly SampledRequest[],
): PrincipalChange {
  const asking = new Asking(affected);
  const [old, next] = [asking.setsOf(affected.sources), asking.setsOf(after)];
  const gained: ChangedDecision[] = [];
  const lost: ChangedDecision[] = [];
  for (const request of requests) {
    const one = asking.ask(request, old);
    const other = asking.ask(request, next);
    const difference = RANK[other.outcome] - RANK[one.outcome];
    if (difference === 0) continue;
    (difference > 0 ? gained : lost).push({
      action: request.action,
      resource: request.written,
      before: one.outcome,
      after: other.outcome,
      conditionKeys: [...new Set([...one.unknown, ...other.unknown])],
    });
  }
  return { arn: affected.arn, gained, lost };
}

/** What it costs to ask once: how many statements stand over the principal. */
export function statementsOver({ sources, account }: Affected): number {
  const { serviceControl, resourceControl } = account?.place ?? {};
  const sets = [...(serviceControl?.sets ?? []), ...(resourceControl?.sets ?? [])];
  const policies = [...sources.map(({ policy }) => policy), ...sets.flatMap((set) => set.policies)];
  return policies.reduce((sum, { statements }) => sum + statements.length, 0);
}

type OwnSets = Pick<PolicyLayers, "identity" | "boundary">;

/** Sets are its own: what is asked on trial must not drive out what real requests have had worked out. */
class Asking {
  readonly #affected: Affected;
  readonly #principal: RequestPrincipal;
  readonly #context: PartialContext;
  readonly #known: Readonly<Record<string, string>>;
  readonly #serviceControl: readonly CompiledPolicySet[] | undefined;
  readonly #resourceControl: readonly CompiledPolicySet[] | undefined;

  constructor(affected: Affected) {
    this.#affected = affected;
    this.#principal = principalOf(affected);
    const { place } = affected.account ?? {};
    this.#known = {
      ...principalContext(this.#principal),
      ...(place && { "aws:principalorgid": place.organizationId }),
      ...Object.fromEntries([...affected.tags].map(([key, value]) => [`aws:principaltag/${key}`, value])),
    };
    this.#context = partialContext({
      known: { ...this.#known, ...(place && { "aws:principalorgpaths": place.paths }) },
      // A session that brings tags of its own is not looked at.
      unknownRest: (key) => !/^aws:principal/.test(key) && key !== "aws:username",
    });
    this.#serviceControl = place?.serviceControl?.sets.map(({ policies }) => compilePolicySet(policies));
    this.#resourceControl = place?.resourceControl?.sets.map(({ policies }) => compilePolicySet(policies));
  }

  setsOf(sources: readonly PolicySource[]): OwnSets {
    const of = (layer: PolicySource["layer"]) =>
      compilePolicySet(distinct(sources.filter((source) => source.layer === layer)));
    return { identity: of("identity"), ...(this.#affected.isBounded && { boundary: of("boundary") }) };
  }

  ask({ action, written }: SampledRequest, own: OwnSets): PartialDecision {
    const { accountId } = this.#affected;
    const resource = instanceOf(written, (key) => this.#known[key]);
    const owner = splitArn(resource)?.account;
    const resourceAccountId = owner === undefined || owner === "" ? accountId : owner;
    const isOwn = resourceAccountId === accountId;
    const layers: PolicyLayers = {
      ...own,
      ...(this.#serviceControl && !isUnrestricted(action) && { serviceControl: this.#serviceControl }),
      ...(this.#resourceControl && isOwn && { resourceControl: this.#resourceControl }),
    };
    const question = { principal: this.#principal, action, resource, context: this.#context };
    // What is another account's is let in by it too: the half that changes is the one that is asked.
    return decideInPart({ ...question, resourceAccountId: accountId }, layers);
  }
}

function distinct(sources: readonly PolicySource[]): readonly CompiledPolicy[] {
  return [...new Set(sources.map(({ policy }) => policy))];
}

/** A role acts by a session; one of no particular name. */
function principalOf({ kind, accountId, arn, id, name, path }: Affected): RequestPrincipal {
  if (kind === "user") return { kind, accountId, arn, id };
  return {
    kind: "roleSession",
    accountId,
    arn: formatArn("assumed-role", { accountId, name, sessionName: "" }),
    id: `${id}:`,
    roleArn: arn,
    roleId: id,
    serviceLinked: path.startsWith(SERVICE_LINKED_PATH),
  };
}
