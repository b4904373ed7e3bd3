import type { Policy } from "@rolecall/policy";
import { useQuery } from "@tanstack/react-query";
import { readManagedDocument } from "../../patterns/policy-picker/use-policy-words.ts";
import { readPolicy } from "../../patterns/policy-words/read-policy.ts";
import type { ApiError } from "../../session/api-error.ts";
import type { RoleFacts } from "./role-facts.ts";

/** The policy that limits the role; undefined where it has none, or while it is not read. */
export function useBoundary({ PermissionsBoundary }: RoleFacts): Policy | undefined {
  const arn = PermissionsBoundary?.PermissionsBoundaryArn;
  const { data } = useQuery<string, ApiError>({
    queryKey: ["document of a policy", arn],
    queryFn: () => readManagedDocument(arn ?? ""),
    enabled: arn !== undefined,
  });
  return data === undefined ? undefined : readPolicy(data, "boundary");
}
