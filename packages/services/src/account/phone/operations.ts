import type { Operation } from "@rolecall/operations";
import { sendPhoneNumberVerification } from "./send-phone-number-verification.ts";
import { verifyPhoneNumber } from "./verify-phone-number.ts";

export const phoneOperations: readonly Operation[] = [sendPhoneNumberVerification, verifyPhoneNumber];
