import type { Requirement } from "@rolecall/access";
import type { OrganizationRecord } from "@rolecall/store";
import type { Subject } from "../access/called-by.ts";
import { constraintViolation, invalidInput } from "../error.ts";
import { isTrustable } from "../service-access/service-principals.ts";

/** `organizations:ServicePrincipal`. */
export function serviceContext(servicePrincipal: string | undefined): Pick<Requirement, "context"> {
  return servicePrincipal === undefined
    ? {}
    : { context: new Map([["organizations:serviceprincipal", servicePrincipal]]) };
}

/** Access of a service to the whole organization; UNRECOGNIZED_SERVICE_PRINCIPAL where there is no such service. */
export const service: Subject<{ readonly ServicePrincipal: string }, undefined, string> = {
  find: () => undefined,
  permission: ({ input }) => ({ resource: "*", ...serviceContext(input.ServicePrincipal) }),
  take: (_found, { input }) => recognized(input.ServicePrincipal),
};

/** @throws InvalidInput UNRECOGNIZED_SERVICE_PRINCIPAL */
export function recognized(servicePrincipal: string): string {
  if (!isTrustable(servicePrincipal)) throw invalidInput("UNRECOGNIZED_SERVICE_PRINCIPAL");
  return servicePrincipal;
}

/** @throws ConstraintViolation ORGANIZATION_NOT_IN_ALL_FEATURES_MODE */
export function requireAllFeatures({ featureSet }: OrganizationRecord): void {
  if (featureSet !== "ALL") throw constraintViolation("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE");
}
