/**
 * Who can do something, by which ways. Walks back from the roles that hold the permission along who trusts whom, then looks at everybody
 * else; each step is the engine's decision, three-valued where the question does not say what the request is like.
 */
import type { CompiledPolicySet, ContextRecord } from "@rolecall/policy";
import { DirectWays } from "./graph/direct.ts";
import { Inquiry } from "./graph/inquiry.ts";
import { PrincipalWays } from "./graph/principal-ways.ts";
import { RoleGraph } from "./graph/role-graph.ts";
import type { Way } from "./graph/way.ts";
import type { Installation } from "./installation/installation.ts";
import type { Node } from "./installation/node.ts";
import { type Subject, subjectOf } from "./judge/subject.ts";

export interface WhoCanQuestion {
  /** `s3:GetObject` */
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  /** Condition keys that are known of the request; all others are unknown. */
  readonly context?: ContextRecord | undefined;
  /** Who owns the resource, where its ARN does not tell; else whoever asks is taken to own it. */
  readonly resourceAccountId?: string | undefined;
  /** The resource's own policy, where it is known. Of roles that are looked at, the trust policies are. */
  readonly resourcePolicy?: CompiledPolicySet | undefined;
}

export interface WhoCanOptions {
  /** Milliseconds since 1970: sessions begin when the question is asked. */
  readonly clock: () => number;
  /** Milliseconds since any moment: for how long it is looked. By default the clock. */
  readonly stopwatch?: (() => number) | undefined;
  /** Also by roles that a service would be given (iam:PassRole). */
  readonly passRole?: boolean | undefined;
  /** Also who could give itself the permission, since it may edit its own policies. */
  readonly couldGive?: boolean | undefined;
  /** Also the accounts' root users. */
  readonly rootUsers?: boolean | undefined;
  readonly limits?: Partial<WhoCanLimits> | undefined;
}

/** What one look may take; then it rests, and can be gone on with. */
export interface WhoCanLimits {
  readonly principals: number;
  readonly milliseconds: number;
  readonly ways: number;
}

export const WHO_CAN_LIMITS: WhoCanLimits = { principals: 10_000, milliseconds: 2_000, ways: 100_000 };

/** How far it has been looked. INVARIANT: part of every answer. */
export interface LookedAt {
  /** Users and roles whose ways are told, of how many. */
  readonly principals: number;
  readonly ofPrincipals: number;
  /** Roles that were asked about as those that may hold the permission. */
  readonly roles: number;
  readonly ofRoles: number;
  readonly accounts: number;
  /** There, and not looked at. */
  readonly unreadAccountIds: readonly string[];
}

export interface WhoCanAnswer {
  /** Those that were found in this look, in the order of the installation: roles, users, all others. */
  readonly ways: readonly Way[];
  readonly lookedAt: LookedAt;
  /** Ways of principals that have more than a hundred. */
  readonly omittedWays: number;
  /** Where to go on, for `passOver`. */
  readonly place: number;
  /** False where there is more to look at: look again. */
  readonly isFinished: boolean;
  /** How often the engine was asked, since the beginning. */
  readonly decisions: number;
}

/** A question as it is being answered. */
export interface WhoCanInquiry {
  /** Goes on where the last look ended, for as long as the limits let it. */
  look(): WhoCanAnswer;
  /** Where the next look begins. */
  readonly place: number;
  /** Passes over what was told before. */
  passOver(place: number): void;
}

/** Everything at once, or as much as the limits let. */
export function whoCan(
  question: WhoCanQuestion,
  installation: Installation,
  options: WhoCanOptions,
): WhoCanAnswer {
  return inquireWhoCan(question, installation, options).look();
}

/** For who may have to look more than once. */
export function inquireWhoCan(
  question: WhoCanQuestion,
  installation: Installation,
  options: WhoCanOptions,
): WhoCanInquiry {
  return new Looking(question, installation, options);
}

/** The clock is read after so many pieces of work. */
const TURNS_AT_ONCE = 64;

class Looking implements WhoCanInquiry {
  readonly #options: WhoCanOptions;
  readonly #limits: WhoCanLimits;
  readonly #inquiry: Inquiry;
  readonly #subject: Subject;
  readonly #graph: RoleGraph;
  readonly #walk: Generator<void>;
  readonly #stopwatch: () => number;
  #isWalked = false;
  #ways: PrincipalWays | undefined;
  #nodes: readonly Node[] = [];
  #place = 0;
  #toPassOver = 0;
  #omitted = 0;

  constructor(question: WhoCanQuestion, installation: Installation, options: WhoCanOptions) {
    this.#options = options;
    this.#stopwatch = options.stopwatch ?? options.clock;
    this.#limits = { ...WHO_CAN_LIMITS, ...options.limits };
    const { passRole, couldGive, clock } = options;
    this.#inquiry = new Inquiry(installation, question, { now: clock(), passRole, couldGive });
    this.#subject = subjectOf(this.#inquiry.index, question);
    const directWays = new DirectWays(this.#inquiry, this.#inquiry.judge(this.#subject));
    this.#graph = new RoleGraph(this.#inquiry, directWays);
    this.#walk = this.#graph.walk();
  }

  get place(): number {
    return this.#ways === undefined ? this.#toPassOver : this.#place;
  }

  passOver(place: number): void {
    this.#toPassOver = place;
  }

  look(): WhoCanAnswer {
    const endsAt = this.#stopwatch() + this.#limits.milliseconds;
    const ways: Way[] = [];
    if (this.#walkUntil(endsAt)) this.#tellUntil(endsAt, ways);
    return this.#answer(ways);
  }

  #walkUntil(endsAt: number): boolean {
    for (let turn = 1; !this.#isWalked; turn++) {
      if (turn % TURNS_AT_ONCE === 0 && this.#stopwatch() >= endsAt) return false;
      this.#isWalked = this.#walk.next().done === true;
    }
    return true;
  }

  #tellUntil(endsAt: number, into: Way[]): void {
    const ways = this.#prepare();
    const last = this.#place + this.#limits.principals;
    for (let turn = 1; this.#place < Math.min(last, this.#nodes.length); turn++) {
      if (turn % TURNS_AT_ONCE === 0 && this.#stopwatch() >= endsAt) return;
      if (into.length >= this.#limits.ways) return;
      const found = ways.of(this.#nodes[this.#place]!);
      into.push(...found.ways);
      this.#omitted += found.omitted;
      this.#place += 1;
    }
  }

  #prepare(): PrincipalWays {
    if (this.#ways !== undefined) return this.#ways;
    const { index } = this.#inquiry;
    const ways = new PrincipalWays(this.#inquiry, this.#graph, this.#subject);
    const roots = this.#options.rootUsers === true ? index.installation.accounts : [];
    this.#nodes = [
      ...index.roles,
      ...index.users,
      ...roots.map((account) => ({ kind: "root", account }) as const),
      ...ways.outside(),
    ];
    this.#ways = ways;
    this.#place = Math.min(this.#toPassOver, this.#nodes.length);
    return ways;
  }

  #answer(ways: readonly Way[]): WhoCanAnswer {
    const { installation, roles, users } = this.#inquiry.index;
    const ofPrincipals = roles.length + users.length;
    return {
      ways,
      lookedAt: {
        principals: Math.min(this.place, ofPrincipals),
        ofPrincipals,
        roles: this.#graph.looked,
        ofRoles: roles.length,
        accounts: installation.accounts.length,
        unreadAccountIds: installation.unreadAccountIds,
      },
      omittedWays: this.#omitted,
      place: this.place,
      isFinished: this.#ways !== undefined && this.#place >= this.#nodes.length,
      decisions: this.#inquiry.work.decisions,
    };
  }
}
