import { useTokens } from "../read-tokens.ts";

const NOBODY: ReadonlySet<string> = new Set();

/** Accounts that administer a service for the organization; nobody where that may not be read, or is not read yet. */
export function useDelegated(): ReadonlySet<string> {
  const { data } = useTokens(
    "ListDelegatedAdministrators",
    {},
    ({ DelegatedAdministrators }) => DelegatedAdministrators,
  );
  return data === undefined ? NOBODY : new Set(data.map(({ Id = "" }) => Id));
}
