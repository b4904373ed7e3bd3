import type { PhoneVerification, SentCode } from "@rolecall/store";
import type { CodePlace } from "../code/guess.ts";

/** In the place of the digest of a code that can be used no more. */
const VOID = "";

export const PHONE_CODE_PLACE: CodePlace = {
  find: ({ phoneVerification }) => {
    const code = phoneVerification?.code;
    return code?.digest === VOID ? undefined : code;
  },
  put: (details, code) =>
    details.phoneVerification === undefined
      ? details
      : { ...details, phoneVerification: { ...details.phoneVerification, code } },
};

/**
 * What stays of a code that was used, or went to another number. INVARIANT: how often it was guessed counts for the next one, so that
 * neither a change of the number nor a number of one's own gives anybody more guesses.
 */
export function voidCode(code: SentCode | undefined): Pick<PhoneVerification, "code"> {
  return code === undefined ? {} : { code: { ...code, digest: VOID } };
}
