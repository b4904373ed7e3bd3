import type { Event } from "@rolecall/contracts/cloudtrail";
import { type AuditEvent, resourcesOf, userNameOf } from "@rolecall/operations";

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
