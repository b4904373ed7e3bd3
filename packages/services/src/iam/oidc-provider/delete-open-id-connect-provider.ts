import { iam } from "../define.ts";
import { oidcProvider } from "./provider.ts";

/**
 * Roles keep their trust, which means nobody until a provider of the same URL is made. The reference calls it idempotent; AWS was
 * recorded to refuse a provider that is not there. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteOpenIDConnectProvider.html
 */
export const deleteOpenIDConnectProvider = iam.write("DeleteOpenIDConnectProvider", {
  on: oidcProvider,
  async perform({ call: { tx }, target: { id } }) {
    await tx.oidcProviders.delete(id);
    return {};
  },
});
