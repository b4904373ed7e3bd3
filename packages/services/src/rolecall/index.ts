import { defineService, type Service } from "@rolecall/operations";
import { deliveryOperations } from "./delivery/operations.ts";
import { enrolmentOperations } from "./enrolment/operations.ts";
import { searchEvents } from "./event/search-events.ts";
import { explanationOperations } from "./explanation/operations.ts";
import { forwardAccessOperations } from "./forward-access/operations.ts";
import { functionRoleOperations } from "./function-role/operations.ts";
import { instanceOperations } from "./instance/operations.ts";
import { passkeyOperations } from "./passkey/operations.ts";
import { podIdentityOperations } from "./pod-identity/operations.ts";
import { policyOperations } from "./policy/operations.ts";
import { searchOperations } from "./search/operations.ts";
import { serviceOperations } from "./service/operations.ts";
import { signInOperations } from "./sign-in/operations.ts";
import { signInProviderOperations } from "./sign-in-provider/operations.ts";
import { taskOperations } from "./task/operations.ts";
import { whoCanOperations } from "./who-can/operations.ts";

export { wantedEvents } from "./event/event-filter.ts";
export { readInstallation } from "./who-can/read-installation.ts";

/** Rolecall's own service: each family contributes its operations. */
export const rolecallService: Service = defineService("rolecall", [
  ...instanceOperations,
  ...enrolmentOperations,
  ...deliveryOperations,
  ...serviceOperations,
  ...forwardAccessOperations,
  ...functionRoleOperations,
  ...taskOperations,
  ...signInOperations,
  ...signInProviderOperations,
  ...passkeyOperations,
  ...podIdentityOperations,
  ...searchOperations,
  ...explanationOperations,
  ...whoCanOperations,
  searchEvents,
  ...policyOperations,
]);
