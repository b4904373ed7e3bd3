import type { Operation } from "@rolecall/operations";
import { createSamlProvider } from "./create-saml-provider.ts";
import { deleteSamlProvider } from "./delete-saml-provider.ts";
import { getSamlProvider } from "./get-saml-provider.ts";
import { listSamlProviders } from "./list-saml-providers.ts";
import { updateSamlProvider } from "./update-saml-provider.ts";

export const samlProviderOperations: readonly Operation[] = [
  createSamlProvider,
  getSamlProvider,
  listSamlProviders,
  updateSamlProvider,
  deleteSamlProvider,
];
