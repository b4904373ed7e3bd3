/** What somebody can become, and what it may do then: the graph of roles walked forward. */
import {
  type CompiledPolicySet,
  type ContextRecord,
  compilePolicySet,
  type LayerName,
} from "@rolecall/policy";
import type { AccessReference } from "@rolecall/policy/describe";
import { type AccessOfIdentity, describeAccess } from "./answer/describe-access.ts";
import type { WayState } from "./answer/way-state.ts";
import { Candidates } from "./graph/candidates.ts";
import { type Hop, Hops } from "./graph/hops.ts";
import { Inquiry, originOf } from "./graph/inquiry.ts";
import { MAX_STEPS } from "./graph/role-graph.ts";
import type { Installation } from "./installation/installation.ts";
import { type Node, nameOf, type OutsideNode, type RoleNode } from "./installation/node.ts";
import { accountNamed } from "./installation/trusted.ts";
import type { Origin } from "./judge/actor.ts";
import { ALL_RANKS, both, type Judgement, OPEN, type Rank, rankOf } from "./judge/judgement.ts";

export interface WhatCanOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds since any moment: for how long it is looked. By default the clock. */
  readonly stopwatch?: (() => number) | undefined;
  readonly context?: ContextRecord | undefined;
  /** Also roles that a service would be given. */
  readonly passRole?: boolean | undefined;
  readonly reference: AccessReference;
  readonly limits?: { readonly milliseconds: number; readonly identities: number } | undefined;
}

export const WHAT_CAN_LIMITS = { milliseconds: 2_000, identities: 1_000 };

/** One identity that somebody has or can become. */
export interface Identity {
  readonly arn: string;
  readonly accountId?: string | undefined;
  readonly state: WayState;
  /** Services and roles on the way, itself last; nothing of what it is already. */
  readonly through: readonly string[];
  readonly needs: readonly string[];
  readonly stoppedBy?: LayerName | undefined;
  readonly access: AccessOfIdentity;
}

export interface WhatCanAnswer {
  readonly identities: readonly Identity[];
  readonly lookedAt: {
    /** Roles that were asked about as those that it might become. */
    readonly roles: number;
    readonly ofRoles: number;
    readonly accounts: number;
    readonly unreadAccountIds: readonly string[];
  };
  readonly isFinished: boolean;
  readonly decisions: number;
}

/** How a role was reached. */
interface Reached {
  readonly node: RoleNode;
  readonly judgement: Judgement;
  readonly through: readonly string[];
}

/**
 * @param principal a user's or role's ARN or unique id, an account's root or id, a service, a provider
 * @returns undefined where the principal is of an account that is looked at, and is not there
 */
export function whatCan(
  principal: string,
  installation: Installation,
  options: WhatCanOptions,
): WhatCanAnswer | undefined {
  const { clock, context, passRole } = options;
  const inquiry = new Inquiry(installation, { context }, { now: clock(), passRole });
  const node = findNode(inquiry, principal);
  if (node === undefined) return undefined;
  const walking = new Walking(inquiry, options);
  walking.walk(node);
  const { limits = WHAT_CAN_LIMITS, reference } = options;
  const reached = [...walking.reached.values()].slice(0, limits.identities);
  return {
    identities: [...itself(node, reference), ...reached.map((each) => identityOf(each, reference))],
    lookedAt: {
      roles: walking.asked.size,
      ofRoles: inquiry.index.roles.length,
      accounts: installation.accounts.length,
      unreadAccountIds: installation.unreadAccountIds,
    },
    isFinished: walking.isFinished && walking.reached.size <= limits.identities,
    decisions: inquiry.work.decisions,
  };
}

function findNode({ index }: Inquiry, principal: string): Node | undefined {
  const found = index.byName.get(principal);
  if (found !== undefined) return found;
  const accountId = accountNamed(principal);
  if (accountId !== undefined) {
    const account = index.accounts.get(accountId);
    return account === undefined ? outside("account", principal, accountId) : { kind: "root", account };
  }
  if (/:(?:saml|oidc)-provider\//.test(principal)) return outside("provider", principal);
  if (!principal.startsWith("arn:"))
    return principal.includes(".") ? outside("service", principal) : undefined;
  const owner = principal.split(":")[4];
  return owner === undefined || index.accounts.has(owner) ? undefined : outside("outsider", principal, owner);
}

function outside(kind: OutsideNode["kind"], name: string, accountId?: string): OutsideNode {
  return { kind, name, accountId };
}

/** The stopwatch is read after so many questions. */
const ASKED_AT_ONCE = 64;

class Walking {
  readonly reached = new Map<RoleNode, Reached>();
  readonly asked = new Set<RoleNode>();
  isFinished = true;
  readonly #hops: Hops;
  readonly #candidates: Candidates;
  readonly #known = new Map<string, readonly Hop[]>();
  readonly #stopwatch: () => number;
  readonly #endsAt: number;
  #turns = 0;

  constructor(inquiry: Inquiry, { clock, stopwatch = clock, limits = WHAT_CAN_LIMITS }: WhatCanOptions) {
    this.#hops = new Hops(inquiry);
    this.#candidates = new Candidates(inquiry.index, this.#hops);
    this.#stopwatch = stopwatch;
    this.#endsAt = stopwatch() + limits.milliseconds;
  }

  /** The most open ways first, and of those the shortest. */
  walk(start: Node): void {
    for (const rank of ALL_RANKS) this.#walkWithin(start, rank);
  }

  #walkWithin(start: Node, rank: Rank): void {
    const seen = new Set<string>();
    let edge: { node: Node; origin: Origin; judgement: Judgement; through: readonly string[] }[] = [
      { node: start, origin: "any", judgement: OPEN, through: [] },
    ];
    for (let step = 1; step <= MAX_STEPS && edge.length > 0; step++) {
      const next: typeof edge = [];
      for (const from of edge) {
        for (const hop of this.#hopsFrom(from.node, from.origin)) {
          if (rankOf(hop.judgement) > rank) continue;
          const origin = hop.service === undefined ? originOf(from.node) : "session";
          const key = `${hop.to.place}${origin}`;
          if (seen.has(key)) continue;
          seen.add(key);
          const via = hop.service === undefined ? [] : [hop.service];
          const judgement = both(from.judgement, hop.judgement);
          const through = [...from.through, ...via, hop.to.role.arn];
          if (!this.reached.has(hop.to) && hop.to !== start)
            this.reached.set(hop.to, { node: hop.to, judgement, through });
          next.push({ node: hop.to, origin, judgement, through });
        }
      }
      edge = next;
    }
  }

  #hopsFrom(node: Node, origin: Origin): readonly Hop[] {
    const key = `${nameOf(node)} ${origin}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const hops: Hop[] = [];
    for (const to of this.#candidates.of(node)) {
      this.#turns += 1;
      if (this.#turns % ASKED_AT_ONCE === 0 && this.#stopwatch() >= this.#endsAt) this.isFinished = false;
      if (!this.isFinished) break;
      this.asked.add(to);
      if (to !== node) hops.push(...this.#hops.between(node, to, origin));
    }
    this.#known.set(key, hops);
    return hops;
  }
}

const NOTHING: CompiledPolicySet = compilePolicySet([]);

/** What it is already. Whoever is not looked at is told by its roles alone. */
function itself(node: Node, reference: AccessReference): readonly Identity[] {
  const known = { arn: nameOf(node), state: "open", through: [], needs: [] } as const;
  if (node.kind === "root") {
    const access = { isEverything: true, grants: [], limitedBy: limitsOver(node.account, NOTHING) };
    return [{ ...known, accountId: node.account.id, access: { ...access, hasUntold: false } }];
  }
  if (node.kind !== "user" && node.kind !== "role") return [];
  const { identity, boundary } = node.kind === "user" ? node.user : node.role;
  const access = describeAccess(identity, limitsOver(node.account, boundary ?? NOTHING), reference);
  return [{ ...known, accountId: node.account.id, access }];
}

function identityOf({ node, judgement, through }: Reached, reference: AccessReference): Identity {
  const { state, needs, stoppedBy } = judgement;
  const { role, account } = node;
  return {
    arn: role.arn,
    accountId: account.id,
    state,
    through,
    needs,
    ...(stoppedBy !== undefined && { stoppedBy }),
    access: describeAccess(role.identity, limitsOver(account, role.boundary ?? NOTHING), reference),
  };
}

/** The layers that limit what an identity's policies allow. */
function limitsOver(account: RoleNode["account"], boundary: CompiledPolicySet): readonly LayerName[] {
  const layers: LayerName[] = [];
  if (boundary !== NOTHING) layers.push("boundary");
  if (account.place?.serviceControl !== undefined) layers.push("serviceControl");
  return layers;
}
