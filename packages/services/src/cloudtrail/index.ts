import { defineService, type Service } from "@rolecall/operations";
import { lookupEvents } from "./lookup-events.ts";

/** CloudTrail: the event history of an account. */
export const cloudTrailService: Service = defineService("cloudtrail", [lookupEvents]);
