import { iam } from "../define.ts";
import { oidcProvider } from "./provider.ts";
import { readClientIds } from "./provider-lists.ts";

/** One that is there already is taken. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html */
export const addClientId = iam.write("AddClientIDToOpenIDConnectProvider", {
  on: oidcProvider,
  async perform({ call: { input, tx, env }, target }) {
    const clientIds = readClientIds([...target.clientIds, input.ClientID], env);
    if (clientIds.length > target.clientIds.length) await tx.oidcProviders.update({ ...target, clientIds });
    return {};
  },
});

/** One that is not there is passed over. https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveClientIDFromOpenIDConnectProvider.html */
export const removeClientId = iam.write("RemoveClientIDFromOpenIDConnectProvider", {
  on: oidcProvider,
  async perform({ call: { input, tx }, target }) {
    const clientIds = target.clientIds.filter((each) => each !== input.ClientID);
    if (clientIds.length < target.clientIds.length) await tx.oidcProviders.update({ ...target, clientIds });
    return {};
  },
});
