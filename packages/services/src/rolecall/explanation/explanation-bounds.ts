import type { ConsultedPolicy } from "@rolecall/access";
import { rolecallError } from "../error.ts";

/** Statements that are explained, each of them again for each change that is tried. */
export const STATEMENTS_MAX = 5_000;
/** Characters of all policies together: they stand in the answer. */
export const DOCUMENTS_MAX = 1_024 * 1_024;

/**
 * An explanation asks each statement, and again for each change that it proposes, at most some twenty times: the work is bounded before
 * it is done.
 * @throws LimitExceededException
 */
export function refuseTooMuch(policies: readonly Pick<ConsultedPolicy, "policy" | "document">[]): void {
  const statements = policies.reduce((sum, { policy }) => sum + policy.statements.length, 0);
  if (statements > STATEMENTS_MAX)
    throw tooMuch(`${statements} statements have a say, and at most ${STATEMENTS_MAX} can be explained.`);
  const characters = policies.reduce((sum, { document }) => sum + document.length, 0);
  if (characters > DOCUMENTS_MAX)
    throw tooMuch(
      `The policies have ${characters} characters, and at most ${DOCUMENTS_MAX} can be explained.`,
    );
}

function tooMuch(message: string): Error {
  return rolecallError("LimitExceededException", message);
}
