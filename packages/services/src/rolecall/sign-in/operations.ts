import type { Operation } from "@rolecall/operations";
import { changeRootPassword } from "./change-root-password.ts";
import { getSignInState } from "./get-sign-in-state.ts";
import { unlockSignIn } from "./unlock-sign-in.ts";

export const signInOperations: readonly Operation[] = [getSignInState, unlockSignIn, changeRootPassword];
