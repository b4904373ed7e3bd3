import type { LookupAttribute, LookupAttributeKey } from "@rolecall/contracts/cloudtrail";
import { type AuditRecord, type AuditSearch, resourcesOf, userNameOf } from "@rolecall/operations";
import { invalidLookupAttributes } from "./error.ts";

type Wanted = Pick<AuditSearch, "texts" | "isWanted">;

/** A record has what is sought under this name, with this value. */
const ofMember =
  (member: "eventID" | "eventName" | "eventSource") =>
  (value: string): Wanted => ({
    texts: [`"${member}":${JSON.stringify(value)}`],
    isWanted: (record) => record[member] === value,
  });

/** As JSON writes a text, without its quotes: it may be part of a longer one. */
const within = (value: string): string => JSON.stringify(value).slice(1, -1);

/** What lines have that have an attribute, and which records do. Values are compared exactly, as CloudTrail does. */
const ATTRIBUTES: Readonly<Record<LookupAttributeKey, (value: string) => Wanted>> = {
  EventId: ofMember("eventID"),
  EventName: ofMember("eventName"),
  EventSource: ofMember("eventSource"),
  ReadOnly: (value) => ({
    texts: [`"readOnly":${value}`],
    isWanted: ({ readOnly }) => String(readOnly) === value,
  }),
  AccessKeyId: (value) => ({
    texts: [`"accessKeyId":${JSON.stringify(value)}`],
    isWanted: ({ userIdentity }) => userIdentity?.accessKeyId === value,
  }),
  Username: (value) => ({
    // The root user's records do not have the word.
    texts: value === "root" ? [] : [within(value)],
    isWanted: ({ userIdentity }) => userNameOf(userIdentity) === value,
  }),
  ResourceName: (value) => ({
    texts: [JSON.stringify(value)],
    isWanted: (record) => resourcesOf(record).some(({ ResourceName }) => ResourceName === value),
  }),
  ResourceType: (value) => ({
    texts: [],
    isWanted: (record: AuditRecord) => resourcesOf(record).some(({ ResourceType }) => ResourceType === value),
  }),
};

/** "Currently the list can contain only one item." @throws InvalidLookupAttributesException */
export function wantedBy(attributes: readonly LookupAttribute[] = []): Wanted {
  const [attribute, ...others] = attributes;
  if (others.length > 0)
    throw invalidLookupAttributes(`${attributes.length} lookup attributes were given; one is the most.`);
  if (attribute === undefined) return { texts: [], isWanted: () => true };
  const { AttributeKey: key, AttributeValue: value } = attribute;
  if (key === "ReadOnly" && value !== "true" && value !== "false")
    throw invalidLookupAttributes(`ReadOnly is true or false, and not "${value.slice(0, 100)}".`);
  return ATTRIBUTES[key](value);
}
