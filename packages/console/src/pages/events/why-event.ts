import { href } from "../../app/address.ts";
import type { EventRow } from "./event-row.ts";

/** Where a denied event is explained. */
export function whyEventHref({ EventId }: Pick<EventRow, "EventId">): string {
  return href("/why/e/:eventId", { eventId: EventId });
}
