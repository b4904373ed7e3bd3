import type { FailureReason, SignatureFailure } from "./failure.ts";

/** A failure as it goes on the wire. */
export interface DescribedFailure {
  readonly code: string;
  readonly message: string;
  readonly httpStatus: number;
  /** Elements that S3 adds to its error document, by name. */
  readonly details?: Readonly<Record<string, string>>;
}

export type FailureFor<Reason extends FailureReason> = Extract<SignatureFailure, { readonly reason: Reason }>;

/** How one family of services words its failures: a row for each reason. */
export type Wording = {
  readonly [Reason in FailureReason]: (failure: FailureFor<Reason>) => DescribedFailure;
};

export function describeWith(wording: Wording, failure: SignatureFailure): DescribedFailure {
  const describe = wording[failure.reason] as (failure: SignatureFailure) => DescribedFailure;
  return describe(failure);
}
