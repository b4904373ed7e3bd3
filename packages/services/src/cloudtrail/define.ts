import type { CloudTrailOperations } from "@rolecall/contracts";
import { defineOperations } from "@rolecall/operations";

export const cloudTrail = defineOperations<CloudTrailOperations>({ service: "cloudtrail" });
