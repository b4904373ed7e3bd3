import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ApiError } from "../../session/api-error.ts";
import { type ReadModelAnswer, searchRows } from "../table/read-model.ts";

/** A managed policy that can be attached: a row of SearchPolicies. */
export interface PolicyChoice {
  readonly Arn: string;
  readonly PolicyName: string;
  readonly Type: "AWS" | "Customer";
  /** Of the default version; absent where it may not be read. */
  readonly Document?: string;
}

export interface PolicyQuery {
  /** A part of a name, or an action: `s3:GetObject` finds what may allow it. */
  readonly text: string;
  readonly page: number;
  readonly pageSize: number;
}

const WAIT_MS = 200;

/** Policies that can be attached in this account, AWS's and its own; asked for when nothing was typed for a moment. */
export function usePolicyChoices({
  text,
  page,
  pageSize,
}: PolicyQuery): UseQueryResult<ReadModelAnswer<PolicyChoice>, ApiError> {
  const asked = useSettled(text.trim());
  const query = {
    ...(asked !== "" && { Query: asked }),
    Page: page,
    PageSize: pageSize,
    Columns: ["PolicyName", "Type", "Arn", "Document"],
  };
  return useQuery<ReadModelAnswer<PolicyChoice>, ApiError>({
    queryKey: ["rolecall", "SearchPolicies", query],
    queryFn: ({ signal }) => searchRows<PolicyChoice>("SearchPolicies", query, signal),
    placeholderData: keepPreviousData,
  });
}

/** How many policies there are of each type, without their rows. */
export function usePolicyCounts(): { readonly aws: number; readonly own: number } | undefined {
  const { data } = useQuery<{ readonly aws: number; readonly own: number }, ApiError>({
    queryKey: ["rolecall", "SearchPolicies", "counts"],
    queryFn: async ({ signal }) => {
      const count = async (Value: string) => {
        const Filters = [{ Property: "Type", Operator: "=" as const, Value }];
        const query = { Filters, Page: 1, PageSize: 1, Columns: ["PolicyName"] };
        return (await searchRows("SearchPolicies", query, signal)).Count;
      };
      const [aws, own] = await Promise.all([count("AWS"), count("Customer")]);
      return { aws, own };
    },
    staleTime: 60_000,
  });
  return data;
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
