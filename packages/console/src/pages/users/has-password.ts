import { searchRows } from "../../patterns/table/read-model.ts";
import { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";
import type { UserRow } from "./list/user-row.ts";

/**
 * Whether a user has a password. A search tells it where the reader may search; GetLoginProfile, which fails where there is none,
 * where not.
 * @throws ApiError where neither may be read
 */
export async function readHasPassword(UserName: string): Promise<boolean> {
  return (await searchedPassword(UserName)) ?? profileExists(UserName);
}

/** Undefined where the reader may not search. */
async function searchedPassword(UserName: string): Promise<boolean | undefined> {
  try {
    const { Rows } = await searchRows<UserRow>("SearchUsers", {
      Filters: [{ Property: "UserName", Operator: "=", Value: UserName }],
      Page: 1,
      PageSize: 1,
      Columns: ["PasswordLastChanged"],
    });
    return Rows[0]?.HasPassword;
  } catch (error) {
    if (error instanceof ApiError && error.isDenied) return undefined;
    throw error;
  }
}

async function profileExists(UserName: string): Promise<boolean> {
  try {
    await callOperation("iam", "GetLoginProfile", { UserName });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === "NoSuchEntity") return false;
    throw error;
  }
}
