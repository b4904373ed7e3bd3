import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../../session/api-error.ts";
import { askAnew } from "../../../session/ask-anew.ts";
import type { CreationStep } from "./creation-steps.ts";

/** How far the making of a role came. */
export interface CreationState {
  readonly isWorking: boolean;
  /** How many of the calls are done. */
  readonly done: number;
  /** Why the next one was not. */
  readonly error: ApiError | undefined;
}

export interface Creation extends CreationState {
  /** Does what is left. True where all of it is done. */
  readonly goOn: () => Promise<boolean>;
  /** Takes back what was made, the last first. */
  readonly undo: () => Promise<void>;
}

const BEGUN: CreationState = { isWorking: false, done: 0, error: undefined };

/** Makes a role call by call; where one fails, what was made stays until the person says what to do. */
export function useCreation(steps: readonly CreationStep[]): Creation {
  const queries = useQueryClient();
  const [state, setState] = useState(BEGUN);
  const finish = (done: number, error?: ApiError) => {
    setState({ isWorking: false, done, error });
    void askAnew(queries);
  };
  return {
    ...state,
    async goOn() {
      setState({ ...state, isWorking: true, error: undefined });
      for (let done = state.done; done < steps.length; done++) {
        const error = await failureOf(steps[done]!.run());
        if (error === undefined) continue;
        finish(done, error);
        return false;
      }
      finish(steps.length);
      return true;
    },
    async undo() {
      setState({ ...state, isWorking: true, error: undefined });
      for (let done = state.done; done > 0; done--) {
        const error = await failureOf(steps[done - 1]!.undo());
        if (error !== undefined) return finish(done, error);
      }
      finish(0);
    },
  };
}

async function failureOf(call: Promise<unknown>): Promise<ApiError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
