import type { Operation } from "@rolecall/operations";
import { createUser } from "./create-user.ts";
import { deleteUser } from "./delete-user.ts";
import { getUser, listUsers } from "./read-user.ts";
import { updateUser } from "./update-user.ts";

export const userOperations: readonly Operation[] = [createUser, getUser, listUsers, updateUser, deleteUser];
