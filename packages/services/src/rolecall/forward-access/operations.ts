import type { Operation } from "@rolecall/operations";
import { getForwardAccessCredentials } from "./get-forward-access-credentials.ts";

export const forwardAccessOperations: readonly Operation[] = [getForwardAccessCredentials];
