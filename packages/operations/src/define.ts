import { NO_PERMISSION, type UnsignedCaller } from "@rolecall/access";
import type { ReadTransaction, WriteTransaction } from "@rolecall/store";
import type { Granted } from "./granted.ts";
import { type StepsOn, stepsOf } from "./on.ts";
import type { Call, Operation, Paging, Service, Steps, UnsignedSteps } from "./operation.ts";

/** What a generated contract says of one operation. */
interface OperationTypes {
  readonly input: unknown;
  readonly output: unknown;
}

interface Unsigned {
  readonly unsigned: true;
}

type InputOf<Types> = Types extends OperationTypes ? Types["input"] : never;
type OutputOf<Types> = Types extends OperationTypes ? Types["output"] : never;

/** The operations that somebody signs, and those that nobody does. */
type SignedName<Operations> = {
  [Name in keyof Operations & string]: Operations[Name] extends Unsigned ? never : Name;
}[keyof Operations & string];
type UnsignedName<Operations> = Exclude<keyof Operations & string, SignedName<Operations>>;

type Signed<Operations, Name extends keyof Operations, Tx, Target, Prepared> = Steps<
  InputOf<Operations[Name]>,
  OutputOf<Operations[Name]>,
  Tx,
  Target,
  Prepared
>;

type Proven<
  Operations,
  Name extends keyof Operations,
  Tx,
  Who extends UnsignedCaller,
  Target,
> = UnsignedSteps<InputOf<Operations[Name]>, OutputOf<Operations[Name]>, Tx, Target, undefined, Who>;

type SignedOn<Operations, Name extends keyof Operations, Tx, Found, Taken, Prepared> = StepsOn<
  InputOf<Operations[Name]>,
  OutputOf<Operations[Name]>,
  Tx,
  Found,
  Taken,
  Prepared
>;

export interface OperationDefiner<Operations> {
  /** Runs in a snapshot. The action is derived from the operation's name, the permission is on what it is about. */
  read<Name extends SignedName<Operations>, Found, Taken, Prepared = undefined>(
    name: Name,
    steps: SignedOn<Operations, Name, ReadTransaction, Found, Taken, Prepared>,
  ): Operation;
  /** Runs in a snapshot. */
  read<Name extends SignedName<Operations>, Target, Prepared = undefined>(
    name: Name,
    steps: Signed<Operations, Name, ReadTransaction, Target, Prepared>,
  ): Operation;
  /** Runs in a serializable transaction. The action is derived from the operation's name. */
  write<Name extends SignedName<Operations>, Found, Taken, Prepared = undefined>(
    name: Name,
    steps: SignedOn<Operations, Name, WriteTransaction, Found, Taken, Prepared>,
  ): Operation;
  /** Runs in a serializable transaction. */
  write<Name extends SignedName<Operations>, Target, Prepared = undefined>(
    name: Name,
    steps: Signed<Operations, Name, WriteTransaction, Target, Prepared>,
  ): Operation;
  /** Needs neither the store nor a permission. */
  open<Name extends SignedName<Operations>>(
    name: Name,
    perform: (call: Call<InputOf<Operations[Name]>, undefined>) => OutputOf<Operations[Name]>,
  ): Operation;
  /** Nobody signs it: `prove` tells who calls. Runs in a snapshot. */
  readUnsigned<Name extends UnsignedName<Operations>, Who extends UnsignedCaller, Target>(
    name: Name,
    steps: Proven<Operations, Name, ReadTransaction, Who, Target>,
  ): Operation;
  /** Nobody signs it: `prove` tells who calls. Runs in a serializable transaction. */
  writeUnsigned<Name extends UnsignedName<Operations>, Who extends UnsignedCaller, Target>(
    name: Name,
    steps: Proven<Operations, Name, WriteTransaction, Who, Target>,
  ): Operation;
}

export interface DefinerOptions {
  /** As actions name the service: `iam`. */
  readonly service: string;
  /** For services that have lists. */
  readonly paging?: Paging;
}

/** Either way to say what an operation is about. */
interface AnySteps {
  readonly on?: unknown;
  perform(granted: never): unknown;
}

/**
 * Gives the define functions of one service, typed by its contract: a handler with a wrong name, input or output does not
 * compile, nor one that takes an operation for signed that is not.
 * @example const iam = defineOperations<IamOperations>({ service: "iam" }); iam.write("DeleteUser", { on: user, perform });
 */
export function defineOperations<Operations>({
  service,
  paging,
}: DefinerOptions): OperationDefiner<Operations> {
  // The types are checked at the call above and erased here: the pipeline decodes by the same contract.
  const erase = (steps: unknown) => steps as Operation["steps"];
  const signed = (mode: Operation["mode"], name: string, steps: AnySteps): Operation => ({
    name,
    mode,
    paging,
    steps: steps.on === undefined ? erase(steps) : stepsOf(`${service}:${name}`, steps as never),
  });
  const unsigned = (
    mode: Operation["mode"],
    name: string,
    steps: { readonly prove: unknown },
  ): Operation => ({
    ...signed(mode, name, steps as never),
    prove: steps.prove as NonNullable<Operation["prove"]>,
  });
  return {
    read: (name: string, steps: AnySteps) => signed("read", name, steps),
    write: (name: string, steps: AnySteps) => signed("write", name, steps),
    open: (name, perform) => ({
      name,
      mode: "none",
      steps: erase({
        resolve: () => undefined,
        requires: () => NO_PERMISSION,
        perform: (granted: Granted<Call<never, undefined>, undefined, undefined>) => perform(granted.call),
      }),
    }),
    readUnsigned: (name, steps) => unsigned("read", name, steps as never),
    writeUnsigned: (name, steps) => unsigned("write", name, steps as never),
  };
}

/** Collects the operations of one service. @throws Error where two have the same name: a bug. */
export function defineService(name: string, operations: readonly Operation[]): Service {
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  if (byName.size !== operations.length) throw new Error(`Two operations of ${name} have the same name.`);
  return { name, operations: byName };
}
