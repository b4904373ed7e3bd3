/** Identity providers that an account's sign-in page names: SAML providers of the caller's account, by their ARN. */
import { type Arn, formatArn, parseArn } from "@rolecall/names";
import { type Call, NOTHING_TO_FIND, type On } from "@rolecall/operations";
import type { ReadTransaction, SamlProviderRecord } from "@rolecall/store";
import { invalidInput, notFound } from "../error.ts";

interface Naming {
  readonly SAMLProviderArn: string;
}

interface Found {
  readonly arn: Arn;
  readonly record: SamlProviderRecord | undefined;
}

/** Others' are not there for the caller. */
async function findProvider({ input, caller, tx }: Call<Naming, ReadTransaction>): Promise<Found> {
  const named = parseArn("saml-provider", input.SAMLProviderArn);
  if (named === undefined) throw invalidInput("The SAMLProviderArn is not a SAML provider's.");
  const arn = formatArn("saml-provider", named);
  const isOwn = named.accountId === caller.accountId;
  return { arn, record: isOwn ? await tx.samlProviders.byId(arn) : undefined };
}

const permission: On<Naming, Found, unknown>["permission"] = (_call, { arn, record }) => ({
  resource: arn,
  ...(record !== undefined && { resourceTags: record.tags }),
});

export const provider: On<Naming, Found, SamlProviderRecord> = {
  find: findProvider,
  permission,
  take({ arn, record }) {
    if (record === undefined) throw notFound(`SAML provider ${arn}`);
    return record;
  },
};

/** One that may be deleted already: what was published of it can be withdrawn all the same. */
export const anyProvider: On<Naming, Found, Arn> = {
  find: findProvider,
  permission,
  take: ({ arn }) => arn,
};

export const providers: On<unknown, undefined, undefined> = {
  ...NOTHING_TO_FIND,
  permission: () => ({ resource: "*" }),
};
