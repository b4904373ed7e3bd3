import { useQuery } from "@tanstack/react-query";
import { flashes } from "../../app/flashes.ts";
import { iamStep } from "../../patterns/change/change-step.ts";
import { DeletionDialog } from "../../patterns/change/deletion-dialog.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { PLANNED } from "../../session/ask-anew.ts";
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
  const { data, error } = useQuery<TrustingRoles, ApiError>({
    queryKey: [PLANNED, "roles that trust", arn],
    queryFn: ({ signal }) => readTrustingRoles(arn, signal),
  });
  const step =
    kind === "SAML"
      ? iamStep(`Delete the provider ${name}`, "DeleteSAMLProvider", { SAMLProviderArn: arn })
      : iamStep(`Delete the provider ${name}`, "DeleteOpenIDConnectProvider", {
          OpenIDConnectProviderArn: arn,
        });
  return (
    <DeletionDialog
      noun={{ one: "provider", several: "providers" }}
      names={[name]}
      deletion={data && { consequences: [consequencesOf(data)], steps: [step] }}
      error={error}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `Provider ${name} was deleted.` });
        onDeleted();
      }}
    />
  );
}

function consequencesOf({ names, count }: TrustingRoles): string {
  if (count === 0) return "No role trusts it.";
  const more = count > names.length ? ` and ${count - names.length} more` : "";
  return `${count} ${count === 1 ? "role trusts" : "roles trust"} it: ${names.join(", ")}${more}. Nobody becomes ${count === 1 ? "it" : "them"} by this provider any more; sessions that were begun go on until they end.`;
}
