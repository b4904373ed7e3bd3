import { iam } from "../define.ts";
import { samlProvider } from "./provider-arn.ts";
import { samlProviderToWire } from "./saml-provider-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetSAMLProvider.html */
export const getSamlProvider = iam.read("GetSAMLProvider", {
  on: samlProvider,
  perform: async ({ target }) => samlProviderToWire(target),
});
