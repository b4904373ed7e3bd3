import type { Event } from "@rolecall/contracts/cloudtrail";
import type { AuditEvent, AuditIdentity } from "@rolecall/operations";
import { resourcesOf } from "./event-resources.ts";

/** An event as LookupEvents answers it. */
export function eventShape({ record, text, at }: AuditEvent): Event {
  const { eventID, eventName, eventSource, readOnly, userIdentity } = record;
  const { accessKeyId } = userIdentity ?? {};
  const Username = userNameOf(userIdentity);
  return {
    ...(eventID !== undefined && { EventId: eventID }),
    ...(eventName !== undefined && { EventName: eventName }),
    ...(readOnly !== undefined && { ReadOnly: String(readOnly) }),
    ...(accessKeyId !== undefined && { AccessKeyId: accessKeyId }),
    EventTime: new Date(at),
    ...(eventSource !== undefined && { EventSource: eventSource }),
    ...(Username !== undefined && { Username }),
    Resources: [...resourcesOf(record)],
    CloudTrailEvent: text,
  };
}

/**
 * Who it was: a user's name, `root`, of a session its name, of somebody whom a provider speaks of the provider's name for them.
 * Source: answers that people show; the API Reference says "a user name or role name".
 */
export function userNameOf(identity: AuditIdentity | undefined): string | undefined {
  if (identity?.type === "Root") return "root";
  if (identity?.userName !== undefined) return identity.userName;
  const { principalId } = identity ?? {};
  const colon = principalId?.indexOf(":") ?? -1;
  return colon < 0 ? undefined : principalId?.slice(colon + 1);
}
