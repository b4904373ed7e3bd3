import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import type { ApiError } from "../../session/api-error.ts";
import { type Company, listCompanies } from "../../session/companies.ts";

/** Pressing the button again asks no sooner. */
const STALE_MS = 60_000;

/** The identity providers that an account published, each a link to its own sign-in page. */
export function Companies({ account }: { readonly account: string }) {
  const { data, error } = useQuery<readonly Company[], ApiError>({
    queryKey: ["companies", account],
    queryFn: ({ signal }) => listCompanies(account, signal),
    enabled: account !== "",
    staleTime: STALE_MS,
  });
  if (account === "") return <Box fontSize="body-s">Write the account’s ID or alias above first.</Box>;
  if (error !== null) return <Alert type="warning">{error.message}</Alert>;
  if (data === undefined) return <Box fontSize="body-s">Looking</Box>;
  if (data.length === 0)
    return <Box fontSize="body-s">{`${account} shows no company here. ${IDP_FIRST}`}</Box>;
  return (
    <SpaceBetween size="xs">
      {data.map(({ displayName, signInUrl }) => (
        <Button key={signInUrl} href={signInUrl} fullWidth iconName="external" iconAlign="right">
          {displayName}
          <span className="sr">{` at ${new URL(signInUrl).host}`}</span>
        </Button>
      ))}
      <Box fontSize="body-s" color="text-body-secondary">
        You sign in there, and come back as a role.
      </Box>
    </SpaceBetween>
  );
}

const IDP_FIRST =
  "Your company’s own sign-in page leads here too: open Rolecall from the list of applications there. It posts what it knows of you to /saml, and you choose a role.";
