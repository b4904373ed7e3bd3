import type { Operation } from "@rolecall/operations";
import { addClientIDToOpenIDConnectProvider } from "./add-client-id-to-open-id-connect-provider.ts";
import { createOpenIDConnectProvider } from "./create-open-id-connect-provider.ts";
import { deleteOpenIDConnectProvider } from "./delete-open-id-connect-provider.ts";
import { getOpenIDConnectProvider } from "./get-open-id-connect-provider.ts";
import { listOpenIDConnectProviders } from "./list-open-id-connect-providers.ts";
import { removeClientIDFromOpenIDConnectProvider } from "./remove-client-id-from-open-id-connect-provider.ts";
import { updateOpenIDConnectProviderThumbprint } from "./update-open-id-connect-provider-thumbprint.ts";

export const oidcProviderOperations: readonly Operation[] = [
  createOpenIDConnectProvider,
  getOpenIDConnectProvider,
  listOpenIDConnectProviders,
  deleteOpenIDConnectProvider,
  addClientIDToOpenIDConnectProvider,
  removeClientIDFromOpenIDConnectProvider,
  updateOpenIDConnectProviderThumbprint,
];
