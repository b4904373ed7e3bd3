import type { CreateOpenIDConnectProviderRequest } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import { newTags, type Preparation, tagsToWire } from "@rolecall/operations";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { TAGGED_OIDC_PROVIDER } from "../kinds.ts";
import { checkQuota } from "../quotas.ts";
import { newOidcProvider } from "./provider.ts";
import { checkThumbprints, readClientIds } from "./provider-lists.ts";
import { readProviderUrl } from "./provider-url.ts";

const alreadyExists = (url: string) =>
  iamError("EntityAlreadyExists", `Provider with url ${url} already exists.`);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html */
export const createOpenIDConnectProvider = iam.write("CreateOpenIDConnectProvider", {
  on: newOidcProvider,
  preparesBy: "network",
  prepare: findThumbprints,
  async perform({ call: { input, caller, tx, env, now }, prepared: thumbprints }) {
    const { accountId } = caller;
    const url = readProviderUrl(input.Url, env.outsideIssuers);
    const id = formatArn("oidc-provider", { accountId, location: url.location });
    const clientIds = readClientIds(input.ClientIDList ?? [], env);
    const tags = newTags(input.Tags, TAGGED_OIDC_PROVIDER, env);
    if ((await tx.oidcProviders.byId(id)) !== undefined) throw alreadyExists(input.Url);
    checkQuota(env, "OpenIdConnectProvidersPerAccount", await tx.oidcProviders.count(accountId));
    await tx.oidcProviders.insert({ id, accountId, ...url, clientIds, thumbprints, tags, createdAt: now });
    return { OpenIDConnectProviderArn: id, ...(tags.length > 0 && { Tags: tagsToWire(tags) }) };
  },
});

/**
 * The thumbprints that were given, or that of the host's topmost certificate. What can be refused without asking anybody is refused
 * first.
 */
async function findThumbprints({
  input,
  caller,
  store,
  env,
}: Preparation<CreateOpenIDConnectProviderRequest>): Promise<readonly string[]> {
  const { scheme, location } = readProviderUrl(input.Url, env.outsideIssuers);
  const given = input.ThumbprintList ?? [];
  checkThumbprints(given, env);
  readClientIds(input.ClientIDList ?? [], env);
  if (given.length > 0 || scheme === "http") return given;
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
