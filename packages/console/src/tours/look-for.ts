import { callOperation } from "../session/call-operation.ts";

/** Whether the account has a role of this name. Asked by a search: a browser logs what is answered with an error. */
export async function hasRole(name: string): Promise<boolean> {
  const { Count } = await callOperation("rolecall", "SearchRoles", searchFor("RoleName", name));
  return Count > 0;
}

/** The input of a search for what has this very name. */
export function searchFor(Property: string, Value: string) {
  return { Page: 1, PageSize: 1, Filters: [{ Property, Operator: "=" as const, Value }] };
}
