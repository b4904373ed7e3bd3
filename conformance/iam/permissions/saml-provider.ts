import { selfSigned } from "../../../packages/federation/src/saml/certificate.test-support.ts";
import { metadataOf } from "../../../packages/federation/src/saml/idp.test-support.ts";
import { PRIVATE_KEYS } from "../../../packages/federation/src/saml/keys.test-support.ts";
import { arn, iamFamily } from "../stage.ts";

const Name = "permissions";
const SAMLProviderArn = arn(`saml-provider/${Name}`);
const SAMLMetadataDocument = metadataOf("urn:permissions", [selfSigned(PRIVATE_KEYS.idp)]);
const Tags = [{ Key: "team", Value: "a" }];
const tagged = { "aws:RequestTag/team": "a", "aws:TagKeys": ["team"] };
const on = () => ({ resource: SAMLProviderArn, condition: { "aws:ResourceTag/team": "a" } });

export const family = iamFamily({
  prepare: async () => {},
  rows: {
    CreateSAMLProvider: {
      input: { Name, SAMLMetadataDocument, Tags },
      on: () => [
        { resource: SAMLProviderArn, condition: tagged },
        { action: "iam:TagSAMLProvider", resource: SAMLProviderArn, condition: tagged },
      ],
    },
    GetSAMLProvider: { input: { SAMLProviderArn }, on },
    ListSAMLProviders: { input: {} },
    UpdateSAMLProvider: { input: { SAMLProviderArn, SAMLMetadataDocument }, on },
    ListSAMLProviderTags: { input: { SAMLProviderArn }, on },
    TagSAMLProvider: {
      input: { SAMLProviderArn, Tags },
      on: () => ({ resource: SAMLProviderArn, condition: { ...tagged, "aws:ResourceTag/team": "a" } }),
    },
    UntagSAMLProvider: {
      input: { SAMLProviderArn, TagKeys: ["other"] },
      on: () => ({
        resource: SAMLProviderArn,
        condition: { "aws:ResourceTag/team": "a", "aws:TagKeys": ["other"] },
      }),
    },
    DeleteSAMLProvider: { input: { SAMLProviderArn }, on },
  },
});
