import { defineService, type Service } from "@rolecall/operations";
import { getRequestAuthorizationDetails } from "./get-request-authorization-details.ts";
import { getRequestAuthorizationPolicy } from "./get-request-authorization-policy.ts";

/** IAM Toolbox: why a request was denied. */
export const iamToolboxService: Service = defineService("iam-toolbox", [
  getRequestAuthorizationDetails,
  getRequestAuthorizationPolicy,
]);
