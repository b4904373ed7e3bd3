import type { CodePlace } from "../code/guess.ts";

export const EMAIL_CODE_PLACE: CodePlace = {
  find: ({ emailUpdate }) => emailUpdate?.code,
  put: (details, code) =>
    details.emailUpdate === undefined
      ? details
      : { ...details, emailUpdate: { ...details.emailUpdate, code } },
};
