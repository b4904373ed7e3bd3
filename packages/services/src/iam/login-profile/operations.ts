import type { Operation } from "@rolecall/operations";
import { changePassword } from "./change-password.ts";
import { createLoginProfile } from "./create-login-profile.ts";
import { deleteLoginProfile, getLoginProfile, updateLoginProfile } from "./manage-login-profile.ts";

export const loginProfileOperations: readonly Operation[] = [
  createLoginProfile,
  getLoginProfile,
  updateLoginProfile,
  deleteLoginProfile,
  changePassword,
];
