/** From a first step to the permission: the whole way, told. */
import { type Node, nameOf } from "../installation/node.ts";
import type { Origin } from "../judge/actor.ts";
import { both, type Judgement, OPEN, rankOf } from "../judge/judgement.ts";
import type { Subject } from "../judge/subject.ts";
import type { DirectWay } from "./direct.ts";
import type { Hop } from "./hops.ts";
import { originOf } from "./inquiry.ts";
import { isHop, type RoleGraph } from "./role-graph.ts";
import type { Way, WayStep } from "./way.ts";

type Done = Pick<Subject, "action" | "resource">;

export function directWay(node: Node, way: DirectWay, subject: Done): Way {
  return { ...whoIs(node), ...way.judgement, through: way.through, steps: lastSteps(way, subject) };
}

/** A way as it goes on from a first step, whoever takes it. */
type Told = Pick<Way, "state" | "through" | "needs" | "stoppedBy" | "steps">;

/** Tells ways by their first steps: each once. */
export class Follower {
  readonly #graph: RoleGraph;
  readonly #subject: Done;
  readonly #known = new Map<Origin, Map<Hop, Told | undefined>>();

  constructor(graph: RoleGraph, subject: Done) {
    this.#graph = graph;
    this.#subject = subject;
  }

  /** @returns undefined where nothing leads on from there, or only what is too long */
  wayBy(node: Node, hop: Hop): Way | undefined {
    const told = this.#tellFrom(hop, hop.service === undefined ? originOf(node) : "session");
    return told && { ...whoIs(node), ...told };
  }

  #tellFrom(hop: Hop, origin: Origin): Told | undefined {
    const ofOrigin = this.#known.get(origin) ?? new Map<Hop, Told | undefined>();
    this.#known.set(origin, ofOrigin);
    if (ofOrigin.has(hop)) return ofOrigin.get(hop);
    const told = this.#follow(hop, origin);
    ofOrigin.set(hop, told);
    return told;
  }

  #follow(hop: Hop, origin: Origin): Told | undefined {
    let onward = this.#graph.onward(hop.to, origin, rankOf(hop.judgement));
    if (onward === undefined) return undefined;
    const { rank } = onward;
    const hops = [hop];
    while (isHop(onward.next)) {
      hops.push(onward.next);
      onward = this.#graph.onwardAt(onward.next.to, rank)!;
    }
    const last: DirectWay = onward.next;
    const judgements = [...hops, last].map(({ judgement }) => judgement);
    const taken = hops.flatMap(({ service, to }) =>
      service === undefined ? [to.role.arn] : [service, to.role.arn],
    );
    return {
      ...judgements.reduce(both, OPEN),
      through: [...taken, ...last.through],
      steps: [
        ...hops.map(({ action, to, judgement }) => stepOf(action, to.role.arn, judgement)),
        ...lastSteps(last, this.#subject),
      ],
    };
  }
}

function lastSteps({ judgement, edit }: DirectWay, { action, resource }: Done): readonly WayStep[] {
  const last = stepOf(action, resource, judgement);
  return edit === undefined ? [last] : [stepOf(edit.action, edit.resource, edit.judgement), last];
}

function stepOf(action: string, resource: string, { state, needs, stoppedBy }: Judgement): WayStep {
  return { action, resource, state, needs, ...(stoppedBy !== undefined && { stoppedBy }) };
}

function whoIs(node: Node): Pick<Way, "principal" | "kind" | "accountId"> {
  const accountId = "account" in node ? node.account.id : "accountId" in node ? node.accountId : undefined;
  const principal = nameOf(node);
  return accountId === undefined ? { principal, kind: node.kind } : { principal, kind: node.kind, accountId };
}
