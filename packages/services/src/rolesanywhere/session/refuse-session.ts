import type { ServiceError } from "@rolecall/operations";
import { rolesAnywhereError } from "../error.ts";

/** Whatever is wrong with a certificate, its bearer learns this (as users met it). @param problem for who runs the installation */
export function untrusted(problem: string): ServiceError {
  return rolesAnywhereError("AccessDeniedException", "Untrusted Signing Certificate").withRemedy(
    `A machine's certificate was refused: ${problem}`,
  );
}

/** Whatever is wrong with a role, too. */
export function unableToAssumeText(roleArn: string): string {
  return `Unable to assume role for ${roleArn}`;
}

export function unableToAssume(roleArn: string, problem: string): ServiceError {
  return rolesAnywhereError("AccessDeniedException", unableToAssumeText(roleArn)).withRemedy(
    `A machine got no session of ${roleArn}: ${problem}`,
  );
}
