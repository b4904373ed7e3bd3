import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";
import { type Provider, providerOf } from "./provider.ts";

export interface ListedProvider extends Provider {
  /** ISO 8601; of SAML providers alone. */
  readonly created: string | undefined;
  readonly validUntil: string | undefined;
}

/** Every provider of the account. */
export function useProviders(): UseQueryResult<readonly ListedProvider[], ApiError> {
  return useQuery<readonly ListedProvider[], ApiError>({
    queryKey: ["iam", "providers"],
    queryFn: async ({ signal }) => {
      const [saml, oidc] = await Promise.all([
        callOperation("iam", "ListSAMLProviders", {}, signal),
        callOperation("iam", "ListOpenIDConnectProviders", {}, signal),
      ]);
      return [
        ...(saml.SAMLProviderList ?? []).map(({ Arn = "", CreateDate, ValidUntil }) => ({
          ...providerOf(Arn),
          created: CreateDate,
          validUntil: ValidUntil,
        })),
        ...(oidc.OpenIDConnectProviderList ?? []).map(({ Arn = "" }) => ({
          ...providerOf(Arn),
          created: undefined,
          validUntil: undefined,
        })),
      ];
    },
  });
}
