import type { CreateOpenIDConnectProviderRequest } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import { newTags, type Preparation, tagsToWire } from "@rolecall/operations";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { TAGGED_OIDC_PROVIDER } from "../kinds.ts";
import { checkQuota } from "../quotas.ts";
import { newOidcProvider } from "./provider.ts";
import { checkThumbprints, readClientIds } from "./provider-lists.ts";
import { type ProviderUrl, readProviderUrl } from "./provider-url.ts";

type Creating = Preparation<CreateOpenIDConnectProviderRequest>;

/** What a provider is to be made of. */
interface NewProvider extends ProviderUrl {
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
}

const alreadyExists = (url: string) =>
  iamError("EntityAlreadyExists", `Provider with url ${url} already exists.`);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html */
export const createOpenIDConnectProvider = iam.write("CreateOpenIDConnectProvider", {
  on: newOidcProvider,
  preparesBy: "network",
  prepare: readProvider,
  async perform({ call: { input, caller, tx, env, now }, prepared: provider }) {
    const { accountId } = caller;
    const id = formatArn("oidc-provider", { accountId, location: provider.location });
    const tags = newTags(input.Tags, TAGGED_OIDC_PROVIDER, env);
    if ((await tx.oidcProviders.byId(id)) !== undefined) throw alreadyExists(input.Url);
    checkQuota(env, "OpenIdConnectProvidersPerAccount", await tx.oidcProviders.count(accountId));
    await tx.oidcProviders.insert({ id, accountId, ...provider, tags, createdAt: now });
    return { OpenIDConnectProviderArn: id, ...(tags.length > 0 && { Tags: tagsToWire(tags) }) };
  },
});

/** What can be refused without asking anybody is refused first. */
async function readProvider(preparation: Creating): Promise<NewProvider> {
  const { input, env } = preparation;
  const url = readProviderUrl(input.Url, env.outsideIssuers);
  const given = input.ThumbprintList ?? [];
  checkThumbprints(given, env);
  const clientIds = readClientIds(input.ClientIDList ?? [], env);
  const isEnough = given.length > 0 || url.scheme === "http";
  const thumbprints = isEnough ? given : await askThumbprints(preparation, url);
  return { ...url, clientIds, thumbprints };
}

/** That of the host's topmost certificate. */
async function askThumbprints(
  { input, caller, store, env }: Creating,
  { location }: ProviderUrl,
): Promise<readonly string[]> {
  const id = formatArn("oidc-provider", { accountId: caller.accountId, location });
  if ((await store.read((tx) => tx.oidcProviders.byId(id))) !== undefined) throw alreadyExists(input.Url);
  try {
    return await env.outsideIssuers.thumbprintsOf(input.Url);
  } catch (error) {
    // In the console's words: what the operation itself says is not recorded.
    const { message } = error as Error;
    throw iamError(
      "OpenIdIdpCommunicationError",
      `Please check .well-known/openid-configuration of provider: ${input.Url} is valid.`,
    ).withRemedy(
      `The thumbprint of ${location} could not be read (${message}). Give one, or start with --issuer-requests off; see docs/federation.md.`,
    );
  }
}
