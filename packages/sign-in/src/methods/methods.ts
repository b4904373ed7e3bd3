/** Every method, by what it does. A new one is a folder beside these, and a row here. */
import type { FirstFactor, LastStep, SecondFactor } from "./method.ts";
import { oneTimeCode } from "./one-time-code/one-time-code.ts";
import { passkey, passkeyAsSecondFactor } from "./passkey/passkey.ts";
import { newPassword } from "./password/new-password.ts";
import { password } from "./password/password.ts";

/** The first that takes what was given proves it. */
export const FIRST_FACTORS: readonly FirstFactor[] = [password, passkey];

/** Asked of who has devices. */
export const SECOND_FACTORS: readonly SecondFactor[] = [passkeyAsSecondFactor, oneTimeCode];

/** In this order. */
export const LAST_STEPS: readonly LastStep[] = [newPassword];
