import { formatArn, newSamlId } from "@rolecall/names";
import { newTags, tagsToWire } from "@rolecall/operations";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { TAGGED_SAML_PROVIDER } from "../kinds.ts";
import { checkQuota } from "../quotas.ts";
import { changeEncryption } from "./private-keys.ts";
import { newSamlProvider } from "./provider-arn.ts";
import { validFor } from "./saml-provider-shape.ts";

/** What a provider begins with. */
const UNENCRYPTED = { assertionEncryption: "Allowed", privateKeys: [] } as const;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html */
export const createSamlProvider = iam.write("CreateSAMLProvider", {
  on: newSamlProvider,
  prepare: async ({ input }) => (await import("./check-documents.ts")).checkDocuments(input),
  perform: async ({ call: { input, caller, tx, env, now } }) => {
    const { accountId } = caller;
    const id = formatArn("saml-provider", { accountId, name: input.Name });
    const tags = newTags(input.Tags, TAGGED_SAML_PROVIDER, env);
    const encryption = changeEncryption(UNENCRYPTED, input, { env, now });
    // The words for a name that is taken are not recorded.
    if ((await tx.samlProviders.byId(id)) !== undefined)
      throw iamError("EntityAlreadyExists", `SAMLProvider with name ${input.Name} already exists.`);
    checkQuota(env, "SAMLProvidersPerAccount", await tx.samlProviders.count(accountId));
    await tx.samlProviders.insert({
      id,
      accountId,
      name: input.Name,
      uniqueId: newSamlId("SAMLSP", env.random),
      metadata: input.SAMLMetadataDocument,
      ...encryption,
      tags,
      createdAt: now,
      updatedAt: now,
      validUntil: validFor(now),
    });
    return { SAMLProviderArn: id, ...(tags.length > 0 && { Tags: tagsToWire(tags) }) };
  },
});
