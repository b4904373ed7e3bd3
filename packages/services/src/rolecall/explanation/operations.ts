import type { Operation } from "@rolecall/operations";
import { explainDenial } from "./explain-denial.ts";
import { explainRequest } from "./explain-request.ts";

/** Why a request would be allowed or denied, and why one was. */
export const explanationOperations: readonly Operation[] = [explainRequest, explainDenial];
