import type { Caller, IdentifiedCaller, Requirement } from "@rolecall/access";
import type { ReadTransaction } from "@rolecall/store";
import type { Granted } from "./granted.ts";
import type { Call, Operation, Preparation, Verification } from "./operation.ts";

/** A permission without its action, which is the operation's own. */
export type Permission = Omit<Requirement, "action">;

/** What a permission says of one request: tags that it brings, condition keys of the operation. */
export type PermissionDetails = Partial<Permission>;

/**
 * What an operation can be about: a user, the account's roles, a user that is to be made, anything. `Found` is what there is by
 * the name that was asked for, which may be nothing; `Taken` is what the operation works with once it was granted.
 */
export interface On<Input, Found, Taken = Found, Who extends Caller = IdentifiedCaller> {
  /** Looks it up. Changes nothing, and tells the client nothing before it is authorized. */
  find(call: Call<Input, ReadTransaction, Who>): Found | Promise<Found>;
  /** The permission on it: its ARN and tags, and how denials name it. */
  permission(call: Call<Input, ReadTransaction, Who>, found: Found): Permission;
  /** Permissions that whatever is done with it needs besides, such as that to tag what is made with tags. */
  also?(call: Call<Input, ReadTransaction, Who>, found: Found): readonly Requirement[];
  /** Refuses what cannot be worked with, such as what is not there. Asked once the call was granted. */
  take(found: Found, call: Call<Input, ReadTransaction, Who>): Taken;
}

/** Of what need not be looked up: what is to be made, all of a kind, nothing in particular. */
export const NOTHING_TO_FIND = {
  find: (): undefined => undefined,
  take: (): undefined => undefined,
};

/** AWS knows no resource for it: `Resource` has to be `*`. */
export const anything: On<unknown, undefined, undefined, Caller> = {
  ...NOTHING_TO_FIND,
  permission: () => ({ resource: "*" }),
};

/** How an operation is done that is about one thing, and needs the permission of its own name on it. */
export interface StepsOn<Input, Output, Tx, Found, Taken, Prepared, Who extends Caller = IdentifiedCaller>
  extends Verification<Input, Who> {
  readonly on: On<Input, Found, Taken, Who>;
  /** What the permission says besides. */
  details?(call: Call<Input, Tx, Who>, found: Found): PermissionDetails;
  /** Permissions that this operation needs too, such as iam:PassRole. */
  also?(call: Call<Input, Tx, Who>, found: Found): readonly Requirement[];
  /** Work that must not hold a transaction, such as hashing a password. */
  prepare?(preparation: Preparation<Input, Who>): Promise<Prepared>;
  /** What `prepare` keeps waiting: threads, of which there are few, where nothing is said. */
  readonly preparesBy?: "network";
  perform(granted: Granted<Call<Input, Tx, Who>, Taken, Prepared>): Promise<Output>;
  /** What leaves the installation, such as a letter: done once the transaction is committed, with what was granted in it. */
  afterwards?(granted: Granted<Call<Input, Tx, Who>, Taken, Prepared>): Promise<void>;
}

type AnyCall = Call<never, never, Caller>;
type AnySteps = StepsOn<never, unknown, never, unknown, unknown, unknown>;
type Needs = (call: AnyCall, found: unknown) => readonly Requirement[];

/** The same as resolve and requires, put together once. @param action such as `iam:DeleteUser` */
export function stepsOf(action: string, declared: AnySteps): Operation["steps"] {
  const { on, verify, prepare, preparesBy, perform, afterwards } = declared;
  const steps = {
    ...(verify !== undefined && { verify }),
    ...(prepare !== undefined && { prepare }),
    ...(preparesBy !== undefined && { preparesBy }),
    resolve: (call: AnyCall) => on.find(call as never),
    requires: needsOf(action, declared),
    take: (found: unknown, call: AnyCall) => on.take(found, call as never),
    perform,
    ...(afterwards !== undefined && { afterwards }),
  };
  return steps as unknown as Operation["steps"];
}

function needsOf(action: string, { on, details, also }: AnySteps): Needs {
  const own = (call: AnyCall, found: unknown): Requirement =>
    details === undefined
      ? { ...on.permission(call as never, found), action }
      : { ...on.permission(call as never, found), ...details(call as never, found), action };
  const others = [on.also, also].filter((needs) => needs !== undefined) as unknown as readonly Needs[];
  if (others.length === 0) return (call, found) => [own(call, found)];
  return (call, found) => {
    const all = [own(call, found)];
    for (const needs of others) all.push(...needs(call, found));
    return all;
  };
}
