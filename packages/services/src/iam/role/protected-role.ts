import { SERVICE_LINKED_PATH } from "@rolecall/access";
import type { EntityRecord } from "@rolecall/store";
import { iamError, protectedRole } from "../error.ts";

/** Under these paths stand the roles of AWS's services and of IAM Identity Center. */
const PROTECTED_PATHS = [SERVICE_LINKED_PATH, "/aws-reserved/"] as const;

/** @throws UnmodifiableEntity for a role that only AWS's services change. Source: IAM User Guide, "Service-linked roles". */
export function checkModifiable(role: Pick<EntityRecord, "path" | "name">): void {
  if (isProtected(role.path)) throw protectedRole(role.name);
}

/** @throws InvalidInput for a path under which customers make no roles */
export function checkPathIsFree(path: string): void {
  if (isProtected(path)) throw iamError("InvalidInput", `Path ${path} is reserved for service-linked roles.`);
}

function isProtected(path: string): boolean {
  return PROTECTED_PATHS.some((start) => path.startsWith(start));
}
