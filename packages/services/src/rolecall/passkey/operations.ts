import type { Operation } from "@rolecall/operations";
import { beginPasskeyRegistration } from "./begin-passkey-registration.ts";
import { finishPasskeyRegistration } from "./finish-passkey-registration.ts";

export const passkeyOperations: readonly Operation[] = [beginPasskeyRegistration, finishPasskeyRegistration];
