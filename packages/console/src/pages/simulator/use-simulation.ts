import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ApiError } from "../../session/api-error.ts";
import { hashOf, type Question } from "./question.ts";
import { type Decided, simulate } from "./simulate.ts";

/** Asked when the page is opened with a whole question, and then when it is told to. */
export function useSimulation(first: Question, types: ReadonlyMap<string, string | undefined>) {
  const [asked, setAsked] = useState<Question | undefined>(() =>
    whyNotAsked(first) === undefined ? first : undefined,
  );
  const { data, error, isFetching } = useQuery<readonly Decided[], ApiError>({
    queryKey: ["simulator", asked],
    queryFn: ({ signal }) => simulate(asked ?? first, types, signal),
    enabled: asked !== undefined,
    retry: false,
  });
  return {
    asked,
    decided: asked === undefined ? undefined : data,
    error,
    isFetching,
    /** The question stands in the address from then on. */
    ask(question: Question) {
      history.replaceState(history.state, "", hashOf(question));
      setAsked(question);
    },
  };
}

/** What is missing of a question, in a sentence. */
export function whyNotAsked({ principal, policy, actions }: Question): string | undefined {
  if (principal === "" && policy === "") return "Choose whose policies are asked, or write one.";
  return actions.length === 0 ? "Choose at least one action." : undefined;
}
