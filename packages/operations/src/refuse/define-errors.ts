import type { Empty } from "@rolecall/contracts";
import { ServiceError } from "./service-error.ts";

/** Every member of the error's shape has to be thought of; what an optional one has not here is `undefined`. */
type DetailsOf<Shape> = { readonly [Name in keyof Shape]-?: Shape[Name] };

/** There is nothing more to say of an error that has a message alone. */
type DetailArguments<Shape> = Shape extends Empty ? readonly [] : readonly [details: DetailsOf<Shape>];

export type ErrorMaker<Errors> = <Code extends keyof Errors & string>(
  code: Code,
  message: string,
  ...details: DetailArguments<Errors[Code]>
) => ServiceError;

/**
 * Gives the maker of one service's errors, typed by its contract: an unknown code, a missing detail, or a reason that AWS does
 * not have does not compile.
 * @example
 * const organizationsError = defineErrors<OrganizationsErrors>();
 * throw organizationsError("ConstraintViolationException", text, { Reason: "OU_DEPTH_LIMIT_EXCEEDED" });
 */
export function defineErrors<Errors>(): ErrorMaker<Errors> {
  return (code, message, ...[details]) => new ServiceError(code, message, details);
}
