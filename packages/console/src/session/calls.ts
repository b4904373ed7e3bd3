import type { ApiError } from "./api-error.ts";

/** An operation that was called and answered, or refused. */
export interface AnsweredCall {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: ApiError;
}

type Listener = (call: AnsweredCall) => void;

const listeners = new Set<Listener>();

/** Whoever wants to know what was done here: a tour notices by it. Nothing is kept. */
export const calls = {
  listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  tell(call: AnsweredCall): void {
    for (const listener of [...listeners]) listener(call);
  },
};
