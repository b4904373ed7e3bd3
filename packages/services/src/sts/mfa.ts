import { commonError } from "@rolecall/operations";

interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/** Nobody can have an MFA device yet, so no code can be right. @throws AccessDenied where one is sent. */
export function refuseMfa({ SerialNumber, TokenCode }: MfaInput): void {
  if (SerialNumber === undefined && TokenCode === undefined) return;
  throw commonError(
    "accessDenied",
    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
  );
}
