import type { Given, Who } from "@rolecall/sign-in";
import { ConsoleError } from "./console-error.ts";
import { optionalText, type readFields, requiredText } from "./read-body.ts";

type Fields = ReturnType<typeof readFields>;

/** What a page sends to sign in: a passkey alone, or who it is and a password, with what was missing. @throws ConsoleError */
export function readGiven(fields: Fields): Given {
  const passkey = readPasskey(fields);
  const isPasskeyAlone = passkey !== undefined && optionalText(fields, "password") === undefined;
  if (isPasskeyAlone) return { passkey };
  return {
    who: readWho(fields),
    password: requiredText(fields, "password"),
    mfaCode: optionalText(fields, "mfaCode")?.trim(),
    newPassword: optionalText(fields, "newPassword"),
    passkey,
  };
}

/** Of who asks which passkeys may answer. @throws ConsoleError */
export function readAsking(fields: Fields): Given {
  return optionalText(fields, "password") === undefined ? {} : readGiven(fields);
}

function readWho(fields: Fields): Who {
  const email = optionalText(fields, "email");
  if (email !== undefined) return { email };
  return { account: requiredText(fields, "account"), user: requiredText(fields, "user") };
}

/** What the browser answered is an object, or that as a text; each member is bounded where it is read. */
function readPasskey(fields: Fields): Given["passkey"] {
  const response = Object.hasOwn(fields, "passkey") ? fields.passkey : undefined;
  if (response === undefined || response === null) return undefined;
  if (typeof response !== "object")
    throw new ConsoleError("InvalidRequest", `"passkey" has to be an object: AuthenticationResponseJSON.`);
  return { flow: requiredText(fields, "flow"), response };
}
