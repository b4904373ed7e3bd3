import { iam } from "../define.ts";
import { samlProvider } from "./provider-arn.ts";

/** Roles that trust it stay as they are. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteSAMLProvider.html */
export const deleteSamlProvider = iam.write("DeleteSAMLProvider", {
  on: samlProvider,
  perform: async ({ call: { tx }, target }) => {
    await tx.samlProviders.delete(target.id);
    return {};
  },
});
