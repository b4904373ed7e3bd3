import { iam } from "../define.ts";
import { validationError } from "../error.ts";
import { changeEncryption } from "./private-keys.ts";
import { samlProvider } from "./provider-arn.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSAMLProvider.html */
export const updateSamlProvider = iam.write("UpdateSAMLProvider", {
  on: samlProvider,
  prepare: async ({ input }) => {
    const {
      SAMLMetadataDocument: metadata,
      AssertionEncryptionMode,
      AddPrivateKey,
      RemovePrivateKey,
    } = input;
    if (
      [metadata, AssertionEncryptionMode, AddPrivateKey, RemovePrivateKey].every((each) => each === undefined)
    ) {
      throw validationError(
        "Unable to update identity provider. No updates are defined for metadata or encryption assertion.",
      );
    }
    (await import("./check-documents.ts")).checkDocuments(input);
  },
  perform: async ({ call: { input, tx, env, now }, target }) => {
    await tx.samlProviders.update({
      ...target,
      ...changeEncryption(target, input, { env, now }),
      metadata: input.SAMLMetadataDocument ?? target.metadata,
      updatedAt: now,
    });
    return { SAMLProviderArn: target.id };
  },
});
