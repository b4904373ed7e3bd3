import type { Operation } from "@rolecall/operations";
import { getFunctionRoleCredentials } from "./get-function-role-credentials.ts";

export const functionRoleOperations: readonly Operation[] = [getFunctionRoleCredentials];
