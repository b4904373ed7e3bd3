import type { SAMLProviderListEntry } from "@rolecall/contracts/iam";
import { anything } from "@rolecall/operations";
import { eachPage } from "@rolecall/store";
import { iam } from "../define.ts";
import { listedSamlProviderToWire } from "./saml-provider-shape.ts";

const AT_A_TIME = 100;

/** All of the account, in one answer. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviders.html */
export const listSamlProviders = iam.read("ListSAMLProviders", {
  on: anything,
  perform: async ({ call: { caller, tx } }) => {
    const list: SAMLProviderListEntry[] = [];
    const pages = eachPage((request) => tx.samlProviders.list(caller.accountId, request), AT_A_TIME);
    for await (const page of pages) list.push(...page.map(listedSamlProviderToWire));
    return { SAMLProviderList: list };
  },
});
