/** From a first step to the permission: the whole way, told. */
import { type Node, nameOf } from "../installation/node.ts";
import { both, type Judgement, OPEN, rankOf } from "../judge/judgement.ts";
import type { Subject } from "../judge/subject.ts";
import type { DirectWay } from "./direct.ts";
import type { Hop } from "./hops.ts";
import { originOf } from "./inquiry.ts";
import { isHop, type RoleGraph } from "./role-graph.ts";
import type { Way, WayStep } from "./way.ts";

type Done = Pick<Subject, "action" | "resource">;

export function directWay(node: Node, way: DirectWay, subject: Done): Way {
  return tell(node, way.judgement, { through: way.through, steps: lastSteps(way, subject) });
}

/** @returns undefined where nothing leads on from there, or only what is too long */
export function wayBy(graph: RoleGraph, node: Node, hop: Hop, subject: Done): Way | undefined {
  const origin = hop.service === undefined ? originOf(node) : "session";
  const through: string[] = [];
  const steps: WayStep[] = [];
  let judgement: Judgement = OPEN;
  const take = (each: Hop) => {
    if (each.service !== undefined) through.push(each.service);
    through.push(each.to.role.arn);
    steps.push(stepOf(each.action, each.to.role.arn, each.judgement));
    judgement = both(judgement, each.judgement);
  };
  take(hop);
  let onward = graph.onward(hop.to, origin, rankOf(hop.judgement));
  if (onward === undefined) return undefined;
  const { rank } = onward;
  while (isHop(onward.next)) {
    take(onward.next);
    onward = graph.onwardAt(onward.next.to, rank)!;
  }
  const last: DirectWay = onward.next;
  through.push(...last.through);
  steps.push(...lastSteps(last, subject));
  return tell(node, both(judgement, last.judgement), { through, steps });
}

function lastSteps({ judgement, edit }: DirectWay, { action, resource }: Done): readonly WayStep[] {
  const last = stepOf(action, resource, judgement);
  return edit === undefined ? [last] : [stepOf(edit.action, edit.resource, edit.judgement), last];
}

function stepOf(action: string, resource: string, { state, needs, stoppedBy }: Judgement): WayStep {
  return { action, resource, state, needs, ...(stoppedBy !== undefined && { stoppedBy }) };
}

function tell(
  node: Node,
  { state, needs, stoppedBy }: Judgement,
  { through, steps }: Pick<Way, "through" | "steps">,
): Way {
  const accountId = "account" in node ? node.account.id : "accountId" in node ? node.accountId : undefined;
  return {
    principal: nameOf(node),
    kind: node.kind,
    ...(accountId !== undefined && { accountId }),
    state,
    through,
    needs,
    ...(stoppedBy !== undefined && { stoppedBy }),
    steps,
  };
}
