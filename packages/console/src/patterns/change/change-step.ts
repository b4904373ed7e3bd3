import {
  callOperation,
  type InputOf,
  type OperationOf,
  type OutputOf,
  type Service,
} from "../../session/call-operation.ts";
import { awsCommand } from "./aws-command.ts";

/** One part of a change: what it does in words, as a command, and itself. */
export interface ChangeStep {
  /** "Delete the access key AKIA…" */
  readonly text: string;
  /** Undefined where AWS's CLI has no such thing. */
  readonly command: string | undefined;
  readonly run: () => Promise<unknown>;
}

interface StepOptions<S extends Service, O extends OperationOf<S>> {
  readonly service: S;
  readonly operation: O;
  readonly input: InputOf<S, O>;
  /** In place of members that no command may show: a password. */
  readonly shown?: Readonly<Record<string, unknown>>;
  readonly onDone?: (output: OutputOf<S, O>) => void;
}

/** A step that is one operation. */
export function changeStep<S extends Service, O extends OperationOf<S>>(
  text: string,
  { service, operation, input, shown, onDone }: StepOptions<S, O>,
): ChangeStep {
  return {
    text,
    command: awsCommand(service, operation, { ...(input as object), ...shown }),
    run: async () => {
      const output = await callOperation(service, operation, input);
      onDone?.(output);
    },
  };
}

/** A step of IAM. */
export function iamStep<O extends OperationOf<"iam">>(
  text: string,
  operation: O,
  input: InputOf<"iam", O>,
): ChangeStep {
  return changeStep(text, { service: "iam", operation, input });
}

/** The commands of steps, a line each. */
export function commandsOf(steps: readonly ChangeStep[]): string {
  return steps.flatMap(({ command }) => command ?? []).join("\n");
}
