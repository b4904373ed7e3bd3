/** The identity providers whose tokens an account takes. */
import type { TokenProvider } from "@rolecall/federation/web-identity";
import { type AccountId, formatArn } from "@rolecall/names";
import type { OidcProviderRecord, ReadTransaction } from "@rolecall/store";

/**
 * Issuers that every account knows, without registering them. Trust policies name them by their host, and ask for the audience
 * themselves. Source: IAM User Guide, "OIDC federation".
 */
const BUILT_IN: ReadonlySet<string> = new Set(["accounts.google.com", "cognito-identity.amazonaws.com"]);

/** What Google's tokens may leave out. Source: Google Identity, "OpenID Connect", iss. */
const WITHOUT_SCHEME: ReadonlySet<string> = new Set(["accounts.google.com"]);

/** Characters. Source: IAM API Reference, CreateOpenIDConnectProvider, Url. */
const URL_MAX_LENGTH = 255;

interface Issued {
  readonly scheme: string;
  readonly location: string;
}

function readIssuer(issuer: string): Issued | undefined {
  if (issuer.length > URL_MAX_LENGTH) return undefined;
  if (WITHOUT_SCHEME.has(issuer)) return { scheme: "https", location: issuer };
  const [, scheme, location] = /^(https?):\/\/(.+)$/.exec(issuer) ?? [];
  return scheme === undefined || location === undefined ? undefined : { scheme, location };
}

/**
 * The provider of an `iss`, letter by letter: one that the account registered, else one that all know.
 * @returns undefined where the account trusts nobody of this name
 */
export async function findTokenProvider(
  tx: ReadTransaction,
  accountId: AccountId,
  issuer: string,
): Promise<TokenProvider | undefined> {
  const issued = readIssuer(issuer);
  if (issued === undefined) return undefined;
  const { scheme, location } = issued;
  const record = await tx.oidcProviders.byId(formatArn("oidc-provider", { accountId, location }));
  if (record !== undefined) return record.scheme === scheme ? registered(record) : undefined;
  return BUILT_IN.has(location) && scheme === "https" ? builtIn(location) : undefined;
}

function registered(record: OidcProviderRecord): TokenProvider {
  const { id, accountId, scheme, location, clientIds, thumbprints, keySet, createdAt } = record;
  return {
    principal: id,
    location,
    clientIds,
    issuer: {
      id: `${id}@${createdAt}#${thumbprints.join()}`,
      accountId,
      url: `${scheme}://${location}`,
      thumbprints,
      keySet,
    },
  };
}

function builtIn(location: string): TokenProvider {
  const issuer = { id: location, accountId: "", url: `https://${location}`, thumbprints: [] };
  return { principal: location, location, clientIds: "any", issuer };
}
