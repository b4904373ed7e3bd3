/** Why a body cannot be had. */
export type BodyProblem =
  | "tooLarge"
  | "tooManyPieces"
  | "tooSlow"
  /** Strangers hold too much together, and the address that this one came from holds most. */
  | "crowded"
  | "aborted";

/** A streamed body ended before its end. */
export class BodyError extends Error {
  override readonly name = "BodyError";
  readonly problem: BodyProblem;

  constructor(problem: BodyProblem) {
    super(`The request's body cannot be had: ${problem}.`);
    this.problem = problem;
  }
}
