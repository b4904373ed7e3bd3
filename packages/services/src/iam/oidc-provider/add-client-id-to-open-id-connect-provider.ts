import { iam } from "../define.ts";
import { oidcProvider } from "./provider.ts";
import { readClientIds } from "./provider-lists.ts";

/** One that is there already is taken. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html */
export const addClientIDToOpenIDConnectProvider = iam.write("AddClientIDToOpenIDConnectProvider", {
  on: oidcProvider,
  async perform({ call: { input, tx, env }, target }) {
    const clientIds = readClientIds([...target.clientIds, input.ClientID], env);
    if (clientIds.length > target.clientIds.length) await tx.oidcProviders.update({ ...target, clientIds });
    return {};
  },
});
