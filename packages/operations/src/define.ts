import { NO_PERMISSION } from "@rolecall/access";
import type { ReadTransaction, WriteTransaction } from "@rolecall/store";
import type { Granted } from "./granted.ts";
import type { Call, Operation, Service, Steps } from "./operation.ts";

/** What a generated contract says of one operation. */
interface OperationTypes {
  readonly input: unknown;
  readonly output: unknown;
}

type InputOf<Types> = Types extends OperationTypes ? Types["input"] : never;
type OutputOf<Types> = Types extends OperationTypes ? Types["output"] : never;

export interface OperationDefiner<Operations> {
  /** Runs in a snapshot. */
  read<Name extends keyof Operations & string, Target, Prepared = undefined>(
    name: Name,
    steps: Steps<InputOf<Operations[Name]>, OutputOf<Operations[Name]>, ReadTransaction, Target, Prepared>,
  ): Operation;
  /** Runs in a serializable transaction. */
  write<Name extends keyof Operations & string, Target, Prepared = undefined>(
    name: Name,
    steps: Steps<InputOf<Operations[Name]>, OutputOf<Operations[Name]>, WriteTransaction, Target, Prepared>,
  ): Operation;
  /** Needs neither the store nor a permission. */
  open<Name extends keyof Operations & string>(
    name: Name,
    perform: (call: Call<InputOf<Operations[Name]>, undefined>) => OutputOf<Operations[Name]>,
  ): Operation;
}

/**
 * Gives the define functions of one service, typed by its contract: a handler with a wrong name, input or output does not
 * compile.
 * @example const iam = defineOperations<IamOperations>(); iam.read("GetUser", { resolve, requires, perform });
 */
export function defineOperations<Operations>(): OperationDefiner<Operations> {
  // The types are checked at the call above and erased here: the pipeline decodes by the same contract.
  const erase = (steps: unknown) => steps as Operation["steps"];
  return {
    read: (name, steps) => ({ name, mode: "read", steps: erase(steps) }),
    write: (name, steps) => ({ name, mode: "write", steps: erase(steps) }),
    open: (name, perform) => ({
      name,
      mode: "none",
      steps: erase({
        resolve: () => undefined,
        requires: () => NO_PERMISSION,
        perform: (granted: Granted<Call<never, undefined>, undefined, undefined>) => perform(granted.call),
      }),
    }),
  };
}

/** Collects the operations of one service. @throws Error where two have the same name: a bug. */
export function defineService(name: string, operations: readonly Operation[]): Service {
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  if (byName.size !== operations.length) throw new Error(`Two operations of ${name} have the same name.`);
  return { name, operations: byName };
}
