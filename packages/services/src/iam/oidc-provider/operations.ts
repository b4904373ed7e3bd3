import type { Operation } from "@rolecall/operations";
import { addClientId, removeClientId } from "./change-client-ids.ts";
import { createOpenIDConnectProvider } from "./create-open-id-connect-provider.ts";
import { deleteOpenIDConnectProvider } from "./delete-open-id-connect-provider.ts";
import { getOpenIDConnectProvider } from "./get-open-id-connect-provider.ts";
import { listOpenIDConnectProviders } from "./list-open-id-connect-providers.ts";
import { updateOpenIDConnectProviderThumbprint } from "./update-open-id-connect-provider-thumbprint.ts";

export const oidcProviderOperations: readonly Operation[] = [
  createOpenIDConnectProvider,
  getOpenIDConnectProvider,
  listOpenIDConnectProviders,
  deleteOpenIDConnectProvider,
  addClientId,
  removeClientId,
  updateOpenIDConnectProviderThumbprint,
];
