import type { Caller, IdentifiedCaller, Requirement } from "@rolecall/access";
import type { ReadTransaction } from "@rolecall/store";
import type { Granted } from "./granted.ts";
import type { Call, Operation, Preparation } from "./operation.ts";

/** A permission without its action, which is the operation's own. */
export type Permission = Omit<Requirement, "action">;

/** What a permission says of one request: tags that it brings, condition keys of the operation. */
export type PermissionDetails = Partial<Permission>;

/**
 * What an operation can be about: a user, the account's roles, anything. `Found` is what there is by the name that was asked
 * for, which may be nothing; `Taken` is what the operation works with once it was granted.
 */
export interface On<Input, Found, Taken = Found> {
  /** Looks it up. Changes nothing, and tells the client nothing before it is authorized. */
  find(call: Call<Input, ReadTransaction>): Promise<Found>;
  /** The permission on it: its ARN and tags, and how denials name it. */
  permission(call: Call<Input, ReadTransaction>, found: Found): Permission;
  /** Refuses what cannot be worked with, such as what is not there. Asked once the call was granted. */
  take(found: Found): Taken;
}

/** How an operation is done that is about one thing, and needs the permission of its own name on it. */
export interface StepsOn<Input, Output, Tx, Found, Taken, Prepared> {
  readonly on: On<Input, Found, Taken>;
  /** What the permission says besides. */
  details?(call: Call<Input, Tx>, found: Found): PermissionDetails;
  /** Permissions that are needed too, such as iam:PassRole. */
  also?(call: Call<Input, Tx>, found: Found): readonly Requirement[];
  /** Work that must not hold a transaction, such as hashing a password. */
  prepare?(preparation: Preparation<Input>): Promise<Prepared>;
  perform(granted: Granted<Call<Input, Tx, IdentifiedCaller>, Taken, Prepared>): Promise<Output>;
}

type AnyCall = Call<never, never, Caller>;

/** The same as resolve and requires. @param action such as `iam:DeleteUser` */
export function stepsOf(
  action: string,
  { on, details, also, prepare, perform }: StepsOn<never, unknown, never, unknown, unknown, unknown>,
): Operation["steps"] {
  const steps = {
    ...(prepare !== undefined && { prepare }),
    resolve: (call: AnyCall) => on.find(call as never),
    requires: (call: AnyCall, found: unknown): readonly Requirement[] => [
      { ...on.permission(call as never, found), ...details?.(call as never, found), action },
      ...(also?.(call as never, found) ?? []),
    ],
    take: (found: unknown) => on.take(found),
    perform,
  };
  return steps as unknown as Operation["steps"];
}
