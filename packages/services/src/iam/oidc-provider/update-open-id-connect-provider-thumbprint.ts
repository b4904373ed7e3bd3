import { iam } from "../define.ts";
import { oidcProvider } from "./provider.ts";
import { checkThumbprints } from "./provider-lists.ts";

/** Replaces them all. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProviderThumbprint.html */
export const updateOpenIDConnectProviderThumbprint = iam.write("UpdateOpenIDConnectProviderThumbprint", {
  on: oidcProvider,
  async perform({ call: { input, tx, env }, target }) {
    checkThumbprints(input.ThumbprintList, env);
    await tx.oidcProviders.update({ ...target, thumbprints: input.ThumbprintList });
    return {};
  },
});
