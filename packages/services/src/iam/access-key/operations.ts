import type { Operation } from "@rolecall/operations";
import { getAccessKeyLastUsed } from "./access-key-last-used.ts";
import { deleteAccessKey, updateAccessKey } from "./change-access-key.ts";
import { createAccessKey } from "./create-access-key.ts";
import { listAccessKeys } from "./list-access-keys.ts";

export const accessKeyOperations: readonly Operation[] = [
  createAccessKey,
  listAccessKeys,
  updateAccessKey,
  deleteAccessKey,
  getAccessKeyLastUsed,
];
