/** SAML providers by their ARN. */
import { type Arn, formatArn, parseArn } from "@rolecall/names";
import { type Call, NOTHING_TO_FIND, type On, type Permission, withTags } from "@rolecall/operations";
import type { ReadTransaction, SamlProviderRecord } from "@rolecall/store";
import { iamError, validationError } from "../error.ts";

export interface NamesProvider {
  readonly SAMLProviderArn: string;
}

/** The provider that was asked for, and what is there by that ARN. */
interface ProviderSubject {
  readonly arn: Arn;
  readonly record: SamlProviderRecord | undefined;
}

/** A provider of the caller's account: others' are not there for it. */
export const samlProvider: On<NamesProvider, ProviderSubject, SamlProviderRecord> = {
  async find({ input, caller, tx }: Call<NamesProvider, ReadTransaction>) {
    const named = parseArn("saml-provider", input.SAMLProviderArn);
    // What AWS says of what is no provider's ARN is not recorded: these are IAM's words for other ARNs.
    if (named === undefined) throw validationError("Invalid ARN:  Could not be parsed!");
    const arn = formatArn("saml-provider", named);
    const isOwn = named.accountId === caller.accountId;
    return { arn, record: isOwn ? await tx.samlProviders.byId(arn) : undefined };
  },

  permission: (_call, { arn, record }): Permission => ({
    resource: arn,
    ...(record !== undefined && { resourceTags: record.tags }),
  }),

  /** A manifest is what IAM calls a provider here (recorded). */
  take({ arn, record }) {
    if (record === undefined) throw iamError("NoSuchEntity", `Manifest not found for arn ${arn}`);
    return record;
  },
};

/** What is to be made, by its name. */
export const newSamlProvider = withTags("iam:TagSAMLProvider", {
  ...NOTHING_TO_FIND,
  permission: ({ input, caller }: Call<{ readonly Name: string }, ReadTransaction>) => ({
    resource: formatArn("saml-provider", { accountId: caller.accountId, name: input.Name }),
  }),
});
