import { readClock } from "../../app/surroundings.ts";
import { callOperation } from "../../session/call-operation.ts";
import { formatRelative } from "../format-date.ts";
import type { Changer } from "./changed-meanwhile.tsx";

/** Who did one of these to a thing last, by the audit log; undefined where it may not be read, or has not come there yet. */
export async function readChanger(
  resourceName: string,
  eventNames: readonly string[],
): Promise<Changer | undefined> {
  try {
    const { Events = [] } = await callOperation("cloudtrail", "LookupEvents", {
      LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: resourceName }],
      MaxResults: 20,
    });
    const found = Events.find(({ EventName = "" }) => eventNames.includes(EventName));
    if (found?.Username === undefined || found.EventTime === undefined) return undefined;
    return { name: found.Username, when: formatRelative(found.EventTime, readClock()) };
  } catch {
    // That somebody changed it is told all the same.
    return undefined;
  }
}
