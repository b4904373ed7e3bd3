import { arn, iamFamily } from "../stage.ts";

const location = "permissions.example/realm";
const OpenIDConnectProviderArn = arn(`oidc-provider/${location}`);
const on = () => OpenIDConnectProviderArn;
const named = { OpenIDConnectProviderArn };
const ThumbprintList = ["6938fd4d98bab03faadb97b34396831e3780aea1"];
const Tags = [{ Key: "team", Value: "a" }];
const requested = { "aws:RequestTag/team": "a", "aws:TagKeys": ["team"] };
const tagged = { "aws:ResourceTag/team": "a" };

export const family = iamFamily({
  prepare: async () => undefined,
  rows: {
    CreateOpenIDConnectProvider: {
      input: { Url: `https://${location}`, ThumbprintList, Tags },
      on: () => [
        { resource: OpenIDConnectProviderArn, condition: requested },
        { action: "iam:TagOpenIDConnectProvider", resource: OpenIDConnectProviderArn, condition: requested },
      ],
    },
    GetOpenIDConnectProvider: {
      input: named,
      on: () => ({ resource: OpenIDConnectProviderArn, condition: tagged }),
    },
    ListOpenIDConnectProviders: { input: {} },
    AddClientIDToOpenIDConnectProvider: { input: { ...named, ClientID: "app" }, on },
    RemoveClientIDFromOpenIDConnectProvider: { input: { ...named, ClientID: "app" }, on },
    UpdateOpenIDConnectProviderThumbprint: { input: { ...named, ThumbprintList }, on },
    TagOpenIDConnectProvider: {
      input: { ...named, Tags },
      on: () => ({ resource: OpenIDConnectProviderArn, condition: requested }),
    },
    ListOpenIDConnectProviderTags: { input: named, on },
    UntagOpenIDConnectProvider: {
      input: { ...named, TagKeys: ["team"] },
      on: () => ({ resource: OpenIDConnectProviderArn, condition: { ...tagged, "aws:TagKeys": ["team"] } }),
    },
    DeleteOpenIDConnectProvider: { input: named, on },
  },
});
