/** Leave to enrol as an instance: a token that begins with the instance's id, and is good once. */
import { isOneTimeToken } from "@rolecall/credentials";
import { type InstanceId, isInstanceId } from "@rolecall/names";
import type { ServiceError } from "@rolecall/operations";
import type { EpochMilliseconds, InstanceRecord } from "@rolecall/store";
import { rolecallError } from "../error.ts";

/** @returns undefined where it is of no form that was ever given */
export function instanceOfToken(token: string): InstanceId | undefined {
  const [id = "", secret = "", more] = token.split(".", 3);
  return isInstanceId(id) && secret !== "" && more === undefined ? id : undefined;
}

/** @throws InvalidEnrolmentTokenException, in one way whatever is wrong: who guesses learns nothing of instances */
export function checkEnrolment(
  record: InstanceRecord | undefined,
  { token, now }: { readonly token: string; readonly now: EpochMilliseconds },
): InstanceRecord {
  const enrolment = record?.enrolment;
  const isGood =
    enrolment !== undefined && enrolment.expiresAt > now && isOneTimeToken(token, enrolment.digest);
  if (record === undefined || !isGood) throw invalidToken();
  return record;
}

export function invalidToken(): ServiceError {
  return rolecallError(
    "InvalidEnrolmentTokenException",
    "The enrolment token is not valid: it was not given, was used, was replaced by a newer one, or has expired.",
  );
}
