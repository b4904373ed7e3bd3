import { defineService, type Service } from "@rolecall/operations";
import { alternateContactOperations } from "./alternate-contact/operations.ts";
import { contactOperations } from "./contact/operations.ts";
import { emailOperations } from "./email/operations.ts";
import { informationOperations } from "./information/operations.ts";
import { phoneOperations } from "./phone/operations.ts";
import { regionOperations } from "./region/operations.ts";

/** The Account service: each family contributes its operations. */
export const accountService: Service = defineService("account", [
  ...alternateContactOperations,
  ...contactOperations,
  ...emailOperations,
  ...informationOperations,
  ...phoneOperations,
  ...regionOperations,
]);
