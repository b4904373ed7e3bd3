import { defineService, type Service } from "@rolecall/operations";

/** Organizations: each family contributes its operations. */
export const organizationsService: Service = defineService("organizations", []);
