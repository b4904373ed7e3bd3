import { anything } from "@rolecall/operations";
import { eachPage } from "@rolecall/store";
import { iam } from "../define.ts";

/** As many as an account may have, where nobody asked for more. */
const AT_A_TIME = 100;

/** All at once, since AWS has no pages here. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html */
export const listOpenIDConnectProviders = iam.read("ListOpenIDConnectProviders", {
  on: anything,
  async perform({ call: { caller, tx } }) {
    const pages = eachPage((page) => tx.oidcProviders.list(caller.accountId, page), AT_A_TIME);
    const providers = (await Array.fromAsync(pages)).flat();
    return { OpenIDConnectProviderList: providers.map(({ id }) => ({ Arn: id })) };
  },
});
