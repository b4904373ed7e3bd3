import type { ServiceError } from "@rolecall/operations";
import { invalidInput, rolecallError } from "../error.ts";

export function passkeyRefused(message: string): ServiceError {
  return rolecallError("InvalidPasskeyException", message);
}

export function passkeysUnavailable(publicUrl: string): ServiceError {
  return rolecallError(
    "PasskeysUnavailableException",
    `Passkeys belong to a host name, and people reach this server by ${publicUrl}. Start Rolecall with --public-url https://NAME.`,
  );
}

/** As IAM words it. */
export function mfaNeeded(): ServiceError {
  return rolecallError(
    "MfaNeededException",
    "To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.",
  );
}

export function passwordlessForOthers(): ServiceError {
  return invalidInput(
    "IsPasswordless is for one's own passkeys: whoever holds one that signs in by itself is that user. Its owner registers it, or it is registered as a second factor.",
  );
}
