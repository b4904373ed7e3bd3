import type { Operation } from "@rolecall/operations";
import { getServiceReference } from "./get-service-reference.ts";
import { previewPolicyChange } from "./preview-policy-change.ts";

/** What is asked about policies while they are written. */
export const policyOperations: readonly Operation[] = [getServiceReference, previewPolicyChange];
