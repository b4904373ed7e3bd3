import { isUsableKeySet } from "@rolecall/federation/key-sets";
import { toArn } from "@rolecall/names";
import type { SeedFamily } from "./family.ts";
import { type JsonSchema, record, text, texts } from "./json-schema.ts";
import { type SeedTags, tagList, tagsSchema } from "./tags.ts";

export interface SeedOidcProvider {
  readonly url: string;
  readonly clientIds?: readonly string[];
  readonly thumbprints?: readonly string[];
  /** A JSON Web Key Set: the provider's keys, which nobody is asked for then. */
  readonly keys?: { readonly keys: readonly { readonly [member: string]: unknown }[] };
  readonly tags?: SeedTags;
}

const keySetSchema: JsonSchema = {
  type: "object",
  required: ["keys"],
  properties: { keys: { type: "array", items: { type: "object" } } },
};

export const oidcProviders: SeedFamily<SeedOidcProvider> = {
  schema: record(["url"], {
    url: text,
    clientIds: texts,
    thumbprints: texts,
    keys: keySetSchema,
    tags: tagsSchema,
  }),
  // Letter case tells URLs apart: the operation that makes them finds what comes twice.
  identities: () => [],
  documents: () => [],
  async create({ url, clientIds, thumbprints, keys, tags }, { path, writer, installation }) {
    const input = {
      Url: url,
      ClientIDList: clientIds,
      ThumbprintList: thumbprints,
      Tags: tagList(tags),
    };
    const { OpenIDConnectProviderArn: arn = "" } = await writer.run(
      "CreateOpenIDConnectProvider",
      input,
      path,
    );
    if (keys === undefined) return;
    const at = [...path, "keys"];
    if (keys.keys.some((key) => "d" in key))
      throw writer.fail(at, "A private key stands here: leave out what only the provider may know");
    const keySet = JSON.stringify(keys);
    if (!isUsableKeySet(keySet))
      throw writer.fail(
        at,
        "None of these keys can verify a token: RSA of 2048 bits and more, P-256, P-384, P-521",
      );
    await installation.store.write(async (tx) => {
      const provider = await tx.oidcProviders.byId(toArn(arn));
      if (provider !== undefined) await tx.oidcProviders.update({ ...provider, keySet });
    });
  },
};
