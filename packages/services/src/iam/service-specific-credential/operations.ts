import type { Operation } from "@rolecall/operations";
import { createServiceSpecificCredential } from "./create-service-specific-credential.ts";
import { deleteServiceSpecificCredential } from "./delete-service-specific-credential.ts";
import { listServiceSpecificCredentials } from "./list-service-specific-credentials.ts";
import { resetServiceSpecificCredential } from "./reset-service-specific-credential.ts";
import { updateServiceSpecificCredential } from "./update-service-specific-credential.ts";

export const serviceSpecificCredentialOperations: readonly Operation[] = [
  createServiceSpecificCredential,
  listServiceSpecificCredentials,
  updateServiceSpecificCredential,
  resetServiceSpecificCredential,
  deleteServiceSpecificCredential,
];
