/**
 * The roles that lead to a permission: walked back from those who hold it, along who trusts whom.
 *
 * A role's session is another one by how it came to be (its origin); steps between roles make sessions of one origin, so that these
 * are walked, and what other origins differ in is looked at for the first role of a way alone.
 */
import type { InstallationIndex } from "../installation/installation-index.ts";
import type { RoleNode } from "../installation/node.ts";
import type { Origin } from "../judge/actor.ts";
import { ALL_RANKS, type Rank, rankOf } from "../judge/judgement.ts";
import type { DirectWay, DirectWays } from "./direct.ts";
import { type Hop, Hops } from "./hops.ts";
import type { Inquiry } from "./inquiry.ts";

/** So many roles are assumed one after the other at most. */
export const MAX_STEPS = 5;

/** How a way goes on from a role. */
export interface Onward {
  readonly rank: Rank;
  /** Roles that are assumed after this one. */
  readonly length: number;
  readonly next: Hop | DirectWay;
}

export function isHop(next: Onward["next"]): next is Hop {
  return "to" in next;
}

export class RoleGraph {
  readonly directWays: DirectWays;
  readonly hops: Hops;
  /** Roles whose own permission has been asked about. */
  looked = 0;
  /** Those that lead to the permission, whatever may be in the way. */
  readonly reached = new Set<RoleNode>();
  readonly #index: InstallationIndex;
  readonly #candidates = new Map<RoleNode, Set<RoleNode>>();
  readonly #hopsOf = new Map<string, readonly Hop[]>();
  readonly #directOf = new Map<string, readonly DirectWay[]>();
  /** From sessions that another session or a service began: by rank, by role. */
  #onward: readonly ReadonlyMap<RoleNode, Onward>[] = [];

  constructor(inquiry: Inquiry, directWays: DirectWays) {
    this.#index = inquiry.index;
    this.directWays = directWays;
    this.hops = new Hops(inquiry);
  }

  /** Walks. Each turn is a bounded piece of work, after which whoever walks may rest. */
  *walk(): Generator<void> {
    let edge: RoleNode[] = [];
    for (const role of this.#index.roles) {
      if (this.direct(role, "any").length > 0) edge.push(role);
      this.looked += 1;
      yield;
    }
    for (const role of edge) this.reached.add(role);
    for (let step = 1; step <= MAX_STEPS && edge.length > 0; step++) {
      const found: RoleNode[] = [];
      for (const to of edge) {
        for (const from of this.#mayLeadTo(to)) {
          if (from !== to && this.#hopsBetween(from, to).length > 0) {
            this.#note(from, to);
            if (!this.reached.has(from)) {
              this.reached.add(from);
              found.push(from);
            }
          }
          yield;
        }
      }
      edge = found;
    }
    yield* this.#measure();
  }

  /** Without another role. */
  direct(role: RoleNode, origin: Origin): readonly DirectWay[] {
    const key = `${role.place}${origin}`;
    const known = this.#directOf.get(key);
    if (known !== undefined) return known;
    const isSettled = origin !== "any" && this.direct(role, "any").every(isSettledWay);
    const ways = isSettled ? this.direct(role, "any") : this.directWays.of({ node: role, origin });
    this.#directOf.set(key, ways);
    return ways;
  }

  /** Steps to other roles that lead to the permission. */
  hopsFrom(role: RoleNode, origin: Origin): readonly Hop[] {
    const key = `${role.place}${origin}`;
    const known = this.#hopsOf.get(key);
    if (known !== undefined) return known;
    const candidates = [...(this.#candidates.get(role) ?? [])];
    const hops = candidates.flatMap((to) => this.hops.between(role, to, origin));
    this.#hopsOf.set(key, hops);
    return hops;
  }

  /**
   * The best way on from a role's session: the most open one, then the shortest, with room for the step to it. @param from where the first step is no better than
   * this, what is better does not count
   */
  onward(role: RoleNode, origin: Origin, from: Rank): Onward | undefined {
    for (const rank of ALL_RANKS) {
      const onward = rank < from ? undefined : this.#onwardWithin(role, origin, rank);
      if (onward !== undefined && onward.length < MAX_STEPS) return onward;
    }
    return undefined;
  }

  /** As `onward`, from the session that a step makes. */
  onwardAt(role: RoleNode, rank: Rank): Onward | undefined {
    return this.#onward[rank]?.get(role);
  }

  #onwardWithin(role: RoleNode, origin: Origin, rank: Rank): Onward | undefined {
    if (origin === "session") return this.onwardAt(role, rank);
    const direct = this.direct(role, origin).find(({ judgement }) => rankOf(judgement) <= rank);
    if (direct !== undefined) return { rank, length: 0, next: direct };
    return shortest(this.hopsFrom(role, origin), rank, (to) => this.onwardAt(to, rank)?.length);
  }

  /** Roles whose session might assume or be given a role: the engine is asked about these. */
  #mayLeadTo({ trusted, account }: RoleNode): ReadonlySet<RoleNode> {
    const { roles, rolesOfAccount, byName } = this.#index;
    const found = new Set<RoleNode>();
    if (trusted.isOpen) for (const role of roles) found.add(role);
    for (const name of trusted.names) {
      const node = byName.get(name);
      if (node?.kind === "role") found.add(node);
    }
    for (const id of trusted.accountIds)
      for (const role of rolesOfAccount.get(id) ?? []) if (this.hops.mayAssume(role)) found.add(role);
    for (const key of trusted.sessions.keys()) {
      const [accountId = "", name] = key.split("/");
      const role = rolesOfAccount.get(accountId)?.find((each) => each.role.name === name);
      if (role !== undefined) found.add(role);
    }
    if (trusted.services.size > 0)
      for (const role of rolesOfAccount.get(account.id) ?? []) if (this.hops.mayPass(role)) found.add(role);
    return found;
  }

  #hopsBetween(from: RoleNode, to: RoleNode): readonly Hop[] {
    return this.hops.between(from, to, "any");
  }

  #note(from: RoleNode, to: RoleNode): void {
    const known = this.#candidates.get(from);
    if (known === undefined) this.#candidates.set(from, new Set([to]));
    else known.add(to);
  }

  *#measure(): Generator<void> {
    const all: Map<RoleNode, Onward>[] = [];
    for (const rank of ALL_RANKS) {
      const onward = new Map<RoleNode, Onward>();
      for (const role of this.reached) {
        const direct = this.direct(role, "session").find(({ judgement }) => rankOf(judgement) <= rank);
        if (direct !== undefined) onward.set(role, { rank, length: 0, next: direct });
        yield;
      }
      for (let length = 1; length < MAX_STEPS; length++) {
        const found: [RoleNode, Onward][] = [];
        for (const role of this.reached) {
          if (onward.has(role)) continue;
          const next = shortest(this.hopsFrom(role, "session"), rank, (to) => onward.get(to)?.length);
          if (next !== undefined) found.push([role, next]);
          yield;
        }
        for (const [role, next] of found) onward.set(role, next);
      }
      all.push(onward);
    }
    this.#onward = all;
  }
}

function shortest(
  hops: readonly Hop[],
  rank: Rank,
  lengthOf: (to: RoleNode) => number | undefined,
): Onward | undefined {
  let found: Onward | undefined;
  for (const hop of hops) {
    if (rankOf(hop.judgement) > rank) continue;
    const length = lengthOf(hop.to);
    if (length !== undefined && (found === undefined || length + 1 < found.length))
      found = { rank, length: length + 1, next: hop };
  }
  return found;
}

/** What holds of every session holds of sessions of one origin. */
function isSettledWay({ judgement }: DirectWay): boolean {
  return judgement.state === "open";
}
