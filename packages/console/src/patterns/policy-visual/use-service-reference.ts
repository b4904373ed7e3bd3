import { useQueries } from "@tanstack/react-query";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation, type OutputOf } from "../../session/call-operation.ts";

/** Condition keys with their types, as AWS writes these. A family of keys stands as `aws:PrincipalTag/${TagKey}`. */
export function keyTypesOf(references: readonly ServiceReference[]): ReadonlyMap<string, string | undefined> {
  const all = references.flatMap(({ ConditionKeys, GlobalConditionKeys }) => [
    ...ConditionKeys,
    ...GlobalConditionKeys,
  ]);
  return new Map(all.map(({ Name, Type }) => [Name, Type]));
}

export type ServiceReference = OutputOf<"rolecall", "GetServiceReference">;

/** What may stand in a policy about these services. A service that the reference has not, or that may not be read, is left out. */
export function useServiceReferences(services: readonly string[]): {
  readonly references: readonly ServiceReference[];
  readonly error: ApiError | undefined;
} {
  const answers = useQueries({
    queries: services.map((Service) => ({
      queryKey: ["rolecall", "GetServiceReference", Service],
      queryFn: () => callOperation("rolecall", "GetServiceReference", { Service }),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  });
  return {
    references: answers.flatMap(({ data }) => data ?? []),
    error:
      answers.map(({ error }) => error as ApiError | null).find((error) => error?.isDenied === true) ??
      undefined,
  };
}
