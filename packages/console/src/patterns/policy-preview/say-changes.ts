import type { OutputOf } from "../../session/call-operation.ts";

export type Preview = OutputOf<"rolecall", "PreviewPolicyChange">;
export type PreviewedPrincipal = Preview["Principals"][number];

/** Actions that a summary names; the rest is counted. */
const NAMED = 3;

/** "2 roles gain s3:DeleteObject. 1 user loses nothing." @param lookedAt users and roles, those for whom nothing changes included */
export function sayChanges(principals: readonly PreviewedPrincipal[], lookedAt: number): readonly string[] {
  if (principals.length === 0)
    return lookedAt === 0
      ? ["Nobody has it: nothing changes for anybody."]
      : ["Nobody gains or loses anything."];
  const unchanged = lookedAt - principals.length;
  const notLosing = principals.filter(({ LostCount }) => LostCount === 0).length;
  return [
    ...sayOne(principals, "gain"),
    ...sayOne(principals, "lose"),
    ...(notLosing === 0 || notLosing === principals.length
      ? []
      : [`${notLosing} of them ${notLosing === 1 ? "loses" : "lose"} nothing.`]),
    ...(notLosing === principals.length ? ["Nobody loses anything."] : []),
    ...(unchanged === 0 ? [] : [`For ${unchanged} nothing changes.`]),
  ];
}

/** Principals that gain the same are told together. */
function sayOne(principals: readonly PreviewedPrincipal[], verb: "gain" | "lose"): readonly string[] {
  const concerned = principals.filter((each) => countOf(each, verb) > 0);
  const groups = Map.groupBy(concerned, (each) => whatOf(each, verb));
  return [...groups].map(([what, some]) => `${countKinds(some, verb)} ${what}.`);
}

function countOf({ GainedCount, LostCount }: PreviewedPrincipal, verb: "gain" | "lose"): number {
  return verb === "gain" ? GainedCount : LostCount;
}

function whatOf(principal: PreviewedPrincipal, verb: "gain" | "lose"): string {
  const decisions = verb === "gain" ? principal.Gained : principal.Lost;
  const actions = [...new Set(decisions.map(({ Action }) => Action))];
  const more = countOf(principal, verb) > decisions.length || actions.length > NAMED;
  const named = actions.slice(0, NAMED).join(", ");
  return more ? `${named} and others, ${countOf(principal, verb)} requests in all` : named;
}

/** `2 roles gain`, `1 user and 1 role lose` */
function countKinds(principals: readonly PreviewedPrincipal[], verb: "gain" | "lose"): string {
  const roles = principals.filter(({ Arn }) => Arn.includes(":role/")).length;
  const users = principals.length - roles;
  const parts = [
    ...(users === 0 ? [] : [`${users} ${users === 1 ? "user" : "users"}`]),
    ...(roles === 0 ? [] : [`${roles} ${roles === 1 ? "role" : "roles"}`]),
  ];
  return `${parts.join(" and ")} ${principals.length === 1 ? `${verb}s` : verb}`;
}

/** "s3:GetObject on arn:…: allowed, then only where aws:MultiFactorAuthPresent is right" */
export function sayDecision(decision: PreviewedPrincipal["Gained"][number]): string {
  const { Action, Resource, Before, After, ConditionKeys } = decision;
  const under = ConditionKeys.length === 0 ? "" : ` (${ConditionKeys.join(", ")})`;
  return `${Action} on ${Resource}: ${OUTCOMES[Before]} → ${OUTCOMES[After]}${under}`;
}

const OUTCOMES: Readonly<Record<PreviewedPrincipal["Gained"][number]["Before"], string>> = {
  allowed: "allowed",
  depends: "allowed under conditions",
  denied: "not allowed",
};
