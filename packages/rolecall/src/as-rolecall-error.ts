import { Mistake } from "@rolecall/server/embedding";
import { RolecallError, type RolecallErrorCode } from "./rolecall-error.ts";

/** What is somebody's mistake becomes the one class of errors that is told of; a bug stays what it is. */
export function asRolecallError<Result>(code: RolecallErrorCode, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw explain(code, error);
  }
}

/** The same of work that takes time. */
export async function soonAsRolecallError<Result>(
  code: RolecallErrorCode,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw explain(code, error);
  }
}

function explain(code: RolecallErrorCode, error: unknown): unknown {
  return error instanceof Mistake ? new RolecallError(code, error.message, { cause: error }) : error;
}
