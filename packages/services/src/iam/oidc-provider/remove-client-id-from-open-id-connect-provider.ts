import { iam } from "../define.ts";
import { oidcProvider } from "./provider.ts";

/** One that is not there is passed over. https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveClientIDFromOpenIDConnectProvider.html */
export const removeClientIDFromOpenIDConnectProvider = iam.write("RemoveClientIDFromOpenIDConnectProvider", {
  on: oidcProvider,
  async perform({ call: { input, tx }, target }) {
    const clientIds = target.clientIds.filter((each) => each !== input.ClientID);
    if (clientIds.length < target.clientIds.length) await tx.oidcProviders.update({ ...target, clientIds });
    return {};
  },
});
