/** The ways of each principal: by itself, and by each role that it may become and that leads on. */
import { recordContext } from "@rolecall/policy";
import { type InstallationIndex, isTold } from "../installation/installation-index.ts";
import type { Node, OutsideNode, RoleNode, UserNode } from "../installation/node.ts";
import { accountNamed } from "../installation/trusted.ts";
import type { Origin } from "../judge/actor.ts";
import { OF_ORIGIN } from "../judge/condition-facts.ts";
import { rankOf } from "../judge/judgement.ts";
import type { Subject } from "../judge/subject.ts";
import { Candidates } from "./candidates.ts";
import { directWay, Follower } from "./follow.ts";
import { type Inquiry, originOf } from "./inquiry.ts";
import type { RoleGraph } from "./role-graph.ts";
import type { Way } from "./way.ts";

/** So many ways of one principal are told. */
const WAYS_OF_ONE_MAX = 100;

export class PrincipalWays {
  readonly #graph: RoleGraph;
  readonly #subject: Subject;
  /** Of the roles that lead on. */
  readonly #candidates: Candidates;
  readonly #follower: Follower;
  readonly #reached: readonly RoleNode[];
  readonly #inquiry: Inquiry;
  readonly #index: InstallationIndex;
  /** By number of those who are alike. */
  readonly #alike = new Map<number, readonly Way[]>();
  readonly #saysOrigin: boolean;

  constructor(inquiry: Inquiry, graph: RoleGraph, subject: Subject) {
    const { index } = inquiry;
    this.#inquiry = inquiry;
    this.#index = index;
    this.#graph = graph;
    this.#subject = subject;
    const { given } = subject;
    const context = given && recordContext(given);
    this.#saysOrigin = [...OF_ORIGIN].some((key) => context?.get(key) !== undefined);
    this.#reached = index.roles.filter((role) => graph.reached.has(role));
    this.#follower = new Follower(graph, subject);
    this.#candidates = new Candidates(index, graph.hops, this.#reached);
  }

  /** The most open ones first where there are more than are told. */
  of(node: Node): { readonly ways: readonly Way[]; readonly omitted: number } {
    const ways = node.kind === "role" ? this.#ofRole(node) : this.#ofOthers(node);
    if (ways.length <= WAYS_OF_ONE_MAX) return { ways, omitted: 0 };
    const sorted = ways.toSorted((one, other) => rankOf(one) - rankOf(other));
    return { ways: sorted.slice(0, WAYS_OF_ONE_MAX), omitted: ways.length - WAYS_OF_ONE_MAX };
  }

  #ofRole(node: RoleNode): readonly Way[] {
    const origin = this.#begunBy(node);
    const direct = this.#graph.direct(node, origin).map((way) => directWay(node, way, this.#subject));
    const hops = this.#graph.hopsFrom(node, origin);
    return [...direct, ...hops.map((hop) => this.#follower.wayBy(node, hop)).filter(isWay)];
  }

  /** How sessions of a role can have come to be at all, by whom it trusts. */
  #begunBy({ trusted }: RoleNode): Origin {
    const { byName } = this.#index;
    const isForUsers =
      trusted.isOpen ||
      trusted.accountIds.size > 0 ||
      [...trusted.names].some((name) => byName.get(name)?.kind !== "role");
    // Whoever says that a code was shown asks about sessions of users who can.
    if (isForUsers) return this.#saysOrigin ? "user" : "any";
    const isForSessions = trusted.services.size > 0 || trusted.names.size > 0;
    if (trusted.providers.size === 0) return "session";
    return isForSessions ? "any" : "token";
  }

  /** Users whom nothing tells apart have the same ways. */
  #ofOthers(node: Exclude<Node, RoleNode>): readonly Way[] {
    if (node.kind !== "user" || this.#isTold(node)) return this.#find(node);
    const known = this.#alike.get(node.alike);
    if (known !== undefined) return known.map((way) => ({ ...way, principal: node.user.arn }));
    const { work } = this.#inquiry;
    const before = work.personal;
    const ways = this.#find(node);
    if (work.personal === before) this.#alike.set(node.alike, ways);
    return ways;
  }

  #isTold(node: UserNode): boolean {
    const { told, tellsAll } = this.#index;
    return (
      tellsAll || told.has(node.user.arn) || told.has(node.user.id) || isTold(this.#subject.trusted, node)
    );
  }

  #find(node: Exclude<Node, RoleNode>): readonly Way[] {
    const origin = originOf(node);
    const direct = this.#graph.directWays.of({ node, origin: "any" });
    const ways = direct.map((way) => directWay(node, way, this.#subject));
    for (const to of this.#candidates.of(node)) {
      for (const hop of this.#graph.hops.between(node, to, origin)) {
        const way = this.#follower.wayBy(node, hop);
        if (way !== undefined) ways.push(way);
      }
    }
    return ways;
  }

  /** Services, providers and accounts that are not looked at, as roles that lead on and the resource itself name them. */
  outside(): readonly OutsideNode[] {
    const found = new Map<string, OutsideNode>();
    const add = (node: OutsideNode) => found.set(`${node.kind} ${node.name}`, node);
    for (const trusted of [this.#subject.trusted, ...this.#reached.map((role) => role.trusted)]) {
      for (const name of trusted.services) if (name !== "*") add({ kind: "service", name });
      for (const name of trusted.providers) if (name !== "*") add({ kind: "provider", name });
      for (const accountId of trusted.accountIds) {
        if (!this.#index.accounts.has(accountId))
          add({ kind: "account", name: this.#rootOf(accountId), accountId });
      }
      for (const name of trusted.names) {
        const accountId = name.split(":")[4];
        const isElsewhere =
          accountId !== undefined && /^\d{12}$/.test(accountId) && !this.#index.accounts.has(accountId);
        if (isElsewhere && accountNamed(name) === undefined) add({ kind: "outsider", name, accountId });
      }
      if (trusted.isOpen) add({ kind: "everyone", name: "*" });
    }
    return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  #rootOf(accountId: string): string {
    const [first] = this.#index.roles;
    return `arn:${first?.role.arn.split(":")[1] ?? "aws"}:iam::${accountId}:root`;
  }
}

function isWay(way: Way | undefined): way is Way {
  return way !== undefined;
}
