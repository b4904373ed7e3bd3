import type { Policy } from "@rolecall/policy";
import { useQueries } from "@tanstack/react-query";
import { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";
import { prettyDocument, readPolicy } from "../policy-words/read-policy.ts";

/** The document of a managed policy's default version. @throws ApiError */
export async function readManagedDocument(PolicyArn: string): Promise<string> {
  const { Policy } = await callOperation("iam", "GetPolicy", { PolicyArn });
  const { PolicyVersion } = await callOperation("iam", "GetPolicyVersion", {
    PolicyArn,
    VersionId: Policy?.DefaultVersionId ?? "v1",
  });
  return prettyDocument(PolicyVersion?.Document ?? "");
}

/** The policies of these ARNs, as far as they were read; `denied` where they may not be. */
export function useManagedPolicies(arns: readonly string[]): ReadonlyMap<string, Policy | "denied"> {
  const answers = useQueries({
    queries: arns.map((arn) => ({
      queryKey: ["document of a policy", arn],
      queryFn: () => readManagedDocument(arn),
    })),
  });
  return new Map(
    arns.flatMap((arn, at): readonly (readonly [string, Policy | "denied"])[] => {
      const { data, error } = answers[at]!;
      if (error instanceof ApiError) return [[arn, "denied"]];
      const policy = data === undefined ? undefined : readPolicy(data, "identity");
      return policy === undefined ? [] : [[arn, policy]];
    }),
  );
}
