import { useQuery, useQueryClient } from "@tanstack/react-query";
import { flashes } from "../../app/flashes.ts";
import { cliCommand } from "../../patterns/cli-command.ts";
import { ConfirmDelete } from "../../patterns/confirm-delete.tsx";
import { Failed } from "../../patterns/failed.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";
import type { Provider } from "./provider.ts";
import { readTrustingRoles, type TrustingRoles } from "./trusting-roles.ts";

interface DeleteProviderProps {
  readonly provider: Provider;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** A provider is deleted after it was said which roles nobody becomes by it any more. */
export function DeleteProvider({ provider, onClose, onDeleted }: DeleteProviderProps) {
  const { arn, kind, name } = provider;
  const queries = useQueryClient();
  const roles = useQuery<TrustingRoles, ApiError>({
    queryKey: ["roles that trust", arn],
    queryFn: ({ signal }) => readTrustingRoles(arn, signal),
  });
  const run = async () => {
    if (kind === "SAML") await callOperation("iam", "DeleteSAMLProvider", { SAMLProviderArn: arn });
    else await callOperation("iam", "DeleteOpenIDConnectProvider", { OpenIDConnectProviderArn: arn });
    flashes.show({ type: "success", content: `Provider ${name} was deleted.` });
    onDeleted();
    // What is left of it is not asked for again: there is none of this ARN any more.
    void queries.invalidateQueries({ queryKey: ["iam", "providers"] });
  };
  const command =
    kind === "SAML"
      ? cliCommand("iam delete-saml-provider", { "saml-provider-arn": arn })
      : cliCommand("iam delete-open-id-connect-provider", { "open-id-connect-provider-arn": arn });
  return (
    <ConfirmDelete
      kind="provider"
      names={[name]}
      command={command}
      consequences={
        roles.error === null ? (
          consequencesOf(roles.data)
        ) : (
          <Failed what="The roles that trust it could not be read." error={roles.error} />
        )
      }
      onDelete={run}
      onClose={onClose}
    />
  );
}

function consequencesOf(roles: TrustingRoles | undefined): string {
  if (roles === undefined) return "Looking for roles that trust it.";
  const { names, count } = roles;
  if (count === 0) return "No role trusts it.";
  const more = count > names.length ? ` and ${count - names.length} more` : "";
  return `${count} ${count === 1 ? "role trusts" : "roles trust"} it: ${names.join(", ")}${more}. Nobody becomes ${count === 1 ? "it" : "them"} by this provider any more; sessions that were begun go on until they end.`;
}
