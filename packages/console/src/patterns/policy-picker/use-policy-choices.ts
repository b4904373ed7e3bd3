import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";

/** A managed policy that can be attached. */
export interface PolicyChoice {
  readonly arn: string;
  readonly name: string;
  readonly isOwn: boolean;
}

/** IAM's page at most. */
const PAGE_SIZE = 1_000;

/** Every policy that can be attached in this account, AWS's and its own. */
export function usePolicyChoices(): UseQueryResult<readonly PolicyChoice[], ApiError> {
  return useQuery<readonly PolicyChoice[], ApiError>({
    queryKey: ["iam", "ListPolicies", "all"],
    queryFn: ({ signal }) => readChoices(signal),
    staleTime: 60_000,
  });
}

async function readChoices(signal: AbortSignal): Promise<readonly PolicyChoice[]> {
  const choices: PolicyChoice[] = [];
  let marker: string | undefined;
  do {
    const input = { MaxItems: PAGE_SIZE, ...(marker !== undefined && { Marker: marker }) };
    const page = await callOperation("iam", "ListPolicies", input, signal);
    for (const { Arn = "", PolicyName = "", IsAttachable = true } of page.Policies ?? [])
      if (IsAttachable)
        choices.push({ arn: Arn, name: PolicyName, isOwn: !Arn.startsWith("arn:aws:iam::aws:") });
    marker = page.Marker;
  } while (marker !== undefined);
  return choices.sort((one, other) => (one.name < other.name ? -1 : 1));
}
