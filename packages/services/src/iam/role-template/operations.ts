import type { Operation } from "@rolecall/operations";
import { acquireRole } from "./acquire-role.ts";
import { getRoleTemplateVersion } from "./get-role-template-version.ts";

export const roleTemplateOperations: readonly Operation[] = [getRoleTemplateVersion, acquireRole];
