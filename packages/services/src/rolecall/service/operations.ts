import type { Operation } from "@rolecall/operations";
import { addServiceKey } from "./add-service-key.ts";
import { deregisterService } from "./deregister-service.ts";
import { getService } from "./get-service.ts";
import { getServiceCredentials } from "./get-service-credentials.ts";
import { listServices } from "./list-services.ts";
import { registerService } from "./register-service.ts";
import { removeServiceKey } from "./remove-service-key.ts";

export const serviceOperations: readonly Operation[] = [
  registerService,
  getService,
  listServices,
  addServiceKey,
  removeServiceKey,
  deregisterService,
  getServiceCredentials,
];
