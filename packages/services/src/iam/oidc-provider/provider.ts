/** What operations on OIDC providers are about. */
import { type AccountId, formatArn, parseArn } from "@rolecall/names";
import { type Call, NOTHING_TO_FIND, type On, withTags } from "@rolecall/operations";
import type { OidcProviderRecord, ReadTransaction } from "@rolecall/store";
import { iamError, validationError } from "../error.ts";
import { withoutScheme } from "./provider-url.ts";

type NamesProvider = { readonly OpenIDConnectProviderArn: string };

interface Found {
  readonly arn: string;
  /** Undefined where the text is not the ARN of an OIDC provider. */
  readonly accountId: AccountId | undefined;
  readonly record: OidcProviderRecord | undefined;
}

async function providerNamed({ input, tx }: Call<NamesProvider, ReadTransaction>): Promise<Found> {
  const { OpenIDConnectProviderArn: arn } = input;
  const named = parseArn("oidc-provider", arn);
  if (named === undefined) return { arn, accountId: undefined, record: undefined };
  const { accountId, location } = named;
  return {
    arn,
    accountId,
    record: await tx.oidcProviders.byId(formatArn("oidc-provider", { accountId, location })),
  };
}

/** A provider of the caller's account: those of others are theirs alone. */
export const oidcProvider: On<NamesProvider, Found, OidcProviderRecord> = {
  find: providerNamed,
  permission: (_call, { arn, accountId, record }) => ({
    resource: arn,
    ...(accountId !== undefined && { resourceAccountId: accountId }),
    ...(record !== undefined && { resourceTags: record.tags }),
  }),
  take({ arn, accountId, record }) {
    if (accountId === undefined) throw validationError("Invalid ARN:  Could not be parsed!");
    if (record === undefined)
      throw iamError("NoSuchEntity", `OpenIDConnect Provider not found for arn ${arn}`);
    return record;
  },
};

/** A provider that is to be made; of a URL that is none the ARN that it would have. */
export const newOidcProvider = withTags("iam:TagOpenIDConnectProvider", {
  ...NOTHING_TO_FIND,
  permission: ({ caller: { accountId }, input }) => ({
    resource: formatArn("oidc-provider", { accountId, location: withoutScheme(input.Url) }),
  }),
} satisfies On<{ readonly Url: string }, undefined>);
