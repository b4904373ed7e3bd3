import type { AuditEvent, AuditIdentity, AuditRecord } from "./audit-events.ts";
import { resourcesOf } from "./event-resources.ts";

/** How a request ended, by its record. */
export type EventResult = "Allowed" | "Denied" | "Failed";

/** What people are shown of an event: one line, before they ask for all of it. */
export interface EventFacts {
  readonly at: number;
  /** `ana`, `Deployer/run-17` of a role's session, `root`, a service; `nobody` where nobody proved to have sent it. */
  readonly who: string;
  readonly whoArn: string | undefined;
  /** As policies name it: `iam:CreateUser`. */
  readonly action: string;
  /** What it was about: an ARN where a denial names it, else the first name that its parameters have. */
  readonly resource: string | undefined;
  readonly result: EventResult;
}

export function eventFacts({ record, at }: Pick<AuditEvent, "record" | "at">): EventFacts {
  const { userIdentity, eventSource = "", eventName = "unknown" } = record;
  return {
    at,
    who: whoIs(userIdentity),
    whoArn: userIdentity?.arn,
    action: `${eventSource.replace(/\.amazonaws\.com$/, "") || "unknown"}:${eventName}`,
    resource: deniedResource(record) ?? resourcesOf(record)[0]?.ResourceName,
    result: resultOf(record),
  };
}

/** Of a denial by policies or of a role that may not be assumed, the code is AWS's AccessDenied, in either spelling. */
function resultOf({ errorCode, errorMessage }: AuditRecord): EventResult {
  if (errorCode?.startsWith("AccessDenied")) return "Denied";
  return errorCode === undefined && errorMessage === undefined ? "Allowed" : "Failed";
}

/** AWS's message names what was asked for, which may be more than one word: `role Deployer`. */
function deniedResource({ errorMessage = "" }: AuditRecord): string | undefined {
  return / on resource: (.+?)(?: because | with an explicit deny |\. |$)/.exec(errorMessage)?.[1];
}

function whoIs(identity: AuditIdentity | undefined): string {
  const { userName } = identity?.sessionContext?.sessionIssuer ?? {};
  const name = userNameOf(identity);
  if (identity?.type === "AssumedRole" && userName !== undefined) return `${userName}/${name}`;
  return name ?? identity?.invokedBy ?? "nobody";
}

/**
 * CloudTrail's Username: a user's name, `root`, of a session its name, of somebody whom a provider speaks of the provider's name for
 * them. Source: answers that people show; the API Reference says "a user name or role name".
 */
export function userNameOf(identity: AuditIdentity | undefined): string | undefined {
  if (identity?.type === "Root") return "root";
  if (identity?.userName !== undefined) return identity.userName;
  const { principalId } = identity ?? {};
  const colon = principalId?.indexOf(":") ?? -1;
  return colon < 0 ? undefined : principalId?.slice(colon + 1);
}
