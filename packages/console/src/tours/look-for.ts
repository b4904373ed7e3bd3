import { ApiError } from "../session/api-error.ts";
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

/** Whether the organization has an account; `none` where the caller's account is in no organization. */
export async function findOrganizationAccount(id: string): Promise<"here" | "missing" | "none"> {
  try {
    const { Count } = await callOperation("rolecall", "SearchAccounts", searchFor("Id", id));
    return Count > 0 ? "here" : "missing";
  } catch (error) {
    if (error instanceof ApiError && error.code === "AWSOrganizationsNotInUseException") return "none";
    throw error;
  }
}

/** Whether the account has a group of this name. */
export async function hasGroup(name: string): Promise<boolean> {
  const { Count } = await callOperation("rolecall", "SearchGroups", searchFor("GroupName", name));
  return Count > 0;
}
