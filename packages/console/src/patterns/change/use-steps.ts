import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ApiError } from "../../session/api-error.ts";
import { askAnew, BEHIND_MS } from "../../session/ask-anew.ts";
import type { ChangeStep } from "./change-step.ts";

export interface StepsState {
  /** How many are done. */
  readonly done: number;
  readonly isRunning: boolean;
  /** Of the step at which it stopped. */
  readonly error: ApiError | undefined;
}

export interface RunningSteps extends StepsState {
  /** Runs them in their order, from the one at which it stopped. @returns whether all are done */
  readonly run: (steps: readonly ChangeStep[]) => Promise<boolean>;
  readonly reset: () => void;
}

const BEFORE: StepsState = { done: 0, isRunning: false, error: undefined };

/**
 * Steps, one after the other, up to the first that fails. Nothing is repeated by itself. All that is shown is asked anew where it stops,
 * and when who ran them is gone from the page: a page of what was deleted is left by then, and asks nothing more.
 */
export function useSteps(): RunningSteps {
  const askAnew = useAskAnew();
  const [state, setState] = useState(BEFORE);
  const run = async (steps: readonly ChangeStep[]): Promise<boolean> => {
    let { done } = state;
    setState({ done, isRunning: true, error: undefined });
    let error: ApiError | undefined;
    for (const step of steps.slice(done)) {
      error = await failureOf(step);
      if (error !== undefined) break;
      done += 1;
      askAnew.whenGone();
      setState({ done, isRunning: true, error: undefined });
    }
    setState({ done, isRunning: false, error });
    if (error !== undefined) askAnew.now();
    return error === undefined;
  };
  return { ...state, run, reset: () => setState(BEFORE) };
}

function useAskAnew() {
  const queries = useQueryClient();
  const isOwed = useRef(false);
  useEffect(
    () => () => {
      if (isOwed.current) setTimeout(() => void askAnew(queries), BEHIND_MS);
    },
    [queries],
  );
  return {
    now: () => void askAnew(queries, { keepsPlans: true }),
    whenGone() {
      isOwed.current = true;
    },
  };
}

async function failureOf({ run }: ChangeStep): Promise<ApiError | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
