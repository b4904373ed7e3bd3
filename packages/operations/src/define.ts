import { NO_PERMISSION } from "@rolecall/access";
import type { Granted } from "./granted.ts";
import { stepsOf } from "./on.ts";
import type { Call, Operation, Paging, Service } from "./operation.ts";
import type { OperationDefiner } from "./operation-definer.ts";

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

interface ProvenSteps extends AnySteps {
  readonly prove: unknown;
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
  const unsigned = (mode: Operation["mode"], name: string, steps: ProvenSteps): Operation => ({
    ...signed(mode, name, steps),
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
    readUnsigned: (name: string, steps: ProvenSteps) => unsigned("read", name, steps),
    writeUnsigned: (name: string, steps: ProvenSteps) => unsigned("write", name, steps),
  };
}

/** Collects the operations of one service. @throws Error where two have the same name: a bug. */
export function defineService(name: string, operations: readonly Operation[]): Service {
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  if (byName.size !== operations.length) throw new Error(`Two operations of ${name} have the same name.`);
  return { name, operations: byName };
}
