import { defineService, type Service } from "@rolecall/operations";
import { deliveryOperations } from "./delivery/operations.ts";
import { enrolmentOperations } from "./enrolment/operations.ts";
import { instanceOperations } from "./instance/operations.ts";

/** Rolecall's own service: each family contributes its operations. */
export const rolecallService: Service = defineService("rolecall", [
  ...instanceOperations,
  ...enrolmentOperations,
  ...deliveryOperations,
]);
