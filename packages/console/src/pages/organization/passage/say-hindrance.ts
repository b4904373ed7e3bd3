import type { Escape } from "@rolecall/policy";
import type { Hindrance } from "./ask-organization.ts";

/** In a sentence, as the panel says it: "Stopped at Production, unless aws:PrincipalTag/BreakGlass is open." */
export function sayHindrance(hindrance: Hindrance): string {
  const { stopName, outcome, kind, policyNames, dependsOn, escapes } = hindrance;
  const by = policyNames.join(", ");
  const unless = escapes.map(sayEscape).join(", or ");
  if (outcome === "denied")
    return kind === "explicitDeny"
      ? `Stopped at ${stopName} by ${by}.`
      : `Stopped at ${stopName}: nothing there allows it (${by}).`;
  if (kind === "explicitDeny" && unless !== "") return `Stopped at ${stopName} by ${by}, unless ${unless}.`;
  return `Stopped at ${stopName} or not, by ${by}: it depends on ${dependsOn.map(sayKey).join(", ")}.`;
}

function sayEscape({ key, kind, value }: Escape): string {
  switch (kind) {
    case "value":
      return `${key} is ${value}`;
    case "other":
      return `${key} is something else`;
    case "absent":
      return `${key} is not sent`;
  }
}

function sayKey(name: string): string {
  return name === "resource" ? "the resource" : name;
}
