/** One step towards a role: assuming it, or having a service given it. */
import type { Node, RoleNode, UserNode } from "../installation/node.ts";
import { mayAllow } from "../installation/trusted.ts";
import type { Origin } from "../judge/actor.ts";
import type { Judge } from "../judge/judge.ts";
import { both, type Judgement, rankOf } from "../judge/judgement.ts";
import { subjectOf } from "../judge/subject.ts";
import { assumingAction, type Inquiry } from "./inquiry.ts";

export interface Hop {
  readonly to: RoleNode;
  readonly judgement: Judgement;
  readonly action: string;
  /** The service that is given the role. */
  readonly service?: string | undefined;
}

export class Hops {
  readonly #inquiry: Inquiry;
  readonly #passing = new Map<string, Judge>();
  readonly #mayAssume = new Map<number, boolean>();
  readonly #mayPass = new Map<number, boolean>();
  readonly #made = new Map<RoleNode, Map<Judgement, Hop>>();

  constructor(inquiry: Inquiry) {
    this.#inquiry = inquiry;
  }

  /** Those from a node to a role that something grants: one of a kind. */
  between(node: Node, to: RoleNode, origin: Origin): readonly Hop[] {
    const judgement = this.#inquiry.assume(node, to, origin);
    const assumed = judgement && this.#hop({ to, judgement, action: assumingAction(node) });
    if (this.#inquiry.options.passRole !== true) return assumed === undefined ? NONE : [assumed];
    return [assumed, this.#pass(node, to, origin)].filter((hop) => hop !== undefined);
  }

  /** INVARIANT: of those who are alike it is the same one: what follows from it is worked out once. */
  #hop(hop: Hop): Hop {
    const ofRole = this.#made.get(hop.to) ?? new Map<Judgement, Hop>();
    this.#made.set(hop.to, ofRole);
    const known = ofRole.get(hop.judgement);
    if (known?.action === hop.action) return known;
    ofRole.set(hop.judgement, hop);
    return hop;
  }

  /** Whether it would be in vain to ask for roles that trust the whole account: its own policies would have to allow it. */
  mayAssume(node: UserNode | RoleNode): boolean {
    return may(this.#mayAssume, node, "sts:AssumeRole");
  }

  mayPass(node: UserNode | RoleNode): boolean {
    return this.#inquiry.options.passRole === true && may(this.#mayPass, node, "iam:PassRole");
  }

  /** A service takes roles of its own account alone. Source: IAM User Guide, "Grant a user permissions to pass a role to an AWS service". */
  #pass(node: Node, to: RoleNode, origin: Origin): Hop | undefined {
    if ((node.kind !== "user" && node.kind !== "role") || node.account !== to.account) return undefined;
    if (to.trusted.services.size === 0 || !this.mayPass(node)) return undefined;
    let found: Hop | undefined;
    for (const service of to.trusted.services) {
      const taken = this.#inquiry.assume({ kind: "service", name: service }, to, "any");
      const passed = taken && this.#judgeOfPassing(to, service).ask({ node, origin });
      if (taken === undefined || passed === undefined) continue;
      const judgement = both(passed, taken);
      if (found === undefined || rankOf(judgement) < rankOf(found.judgement))
        found = { to, judgement, action: "iam:PassRole", service };
    }
    return found;
  }

  #judgeOfPassing(to: RoleNode, service: string): Judge {
    const key = `${to.place} ${service}`;
    const known = this.#passing.get(key);
    if (known !== undefined) return known;
    const context = { "iam:passedtoservice": service };
    const asked = { action: "iam:PassRole", resource: to.role.arn, context };
    const judge = this.#inquiry.judge(subjectOf(this.#inquiry.index, asked));
    this.#passing.set(key, judge);
    return judge;
  }
}

const NONE: readonly Hop[] = Object.freeze([]);

function may(known: Map<number, boolean>, node: UserNode | RoleNode, action: string): boolean {
  const before = known.get(node.alike);
  if (before !== undefined) return before;
  const found = mayAllow((node.kind === "user" ? node.user : node.role).identity, action);
  known.set(node.alike, found);
  return found;
}
