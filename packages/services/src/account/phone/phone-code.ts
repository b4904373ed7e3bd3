import type { CodePlace } from "../code/guess.ts";

export const PHONE_CODE_PLACE: CodePlace = {
  find: ({ phoneVerification }) => phoneVerification?.code,
  put: (details, code) =>
    details.phoneVerification === undefined
      ? details
      : { ...details, phoneVerification: { ...details.phoneVerification, code } },
};
