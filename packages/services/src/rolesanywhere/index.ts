import { defineService, type Service } from "@rolecall/operations";
import { crlOperations } from "./crl/operations.ts";
import { profileOperations } from "./profile/operations.ts";
import { createSession } from "./session/create-session.ts";
import { subjectOperations } from "./subject/operations.ts";
import { tagOperations } from "./tag/operations.ts";
import { trustAnchorOperations } from "./trust-anchor/operations.ts";

/** IAM Roles Anywhere: each family contributes its operations. */
export const rolesAnywhereService: Service = defineService("rolesanywhere", [
  ...trustAnchorOperations,
  ...profileOperations,
  ...crlOperations,
  ...subjectOperations,
  ...tagOperations,
  createSession,
]);
