import type { Service } from "@rolecall/access";
import type { ServiceName } from "@rolecall/contracts";
import { iamService } from "@rolecall/services/iam";
import { stsService } from "@rolecall/services/sts";

/** The services that have operations; a new service is one row here. */
export const BUILT_SERVICES: ReadonlyMap<ServiceName, Service> = new Map([
  ["iam", iamService],
  ["sts", stsService],
]);
