import type { ListedOidcProvider, OidcProviderRecord } from "../../src/records/identity-provider.ts";
import { type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { naiveProviders, providerAnswers, providerArn, providerTests } from "../identity-providers.ts";
import { ACCOUNT, accountId, BIG_DOCUMENT, CREATED_AT, LATE, TAGS, TEXT } from "../samples.ts";

export function oidcProvider(number: number, more: Partial<OidcProviderRecord> = {}): OidcProviderRecord {
  return {
    id: providerArn("oidc", number),
    accountId: ACCOUNT,
    location: `provider-${number}`,
    clientIds: [],
    thumbprints: [],
    scheme: "https",
    tags: [],
    createdAt: CREATED_AT,
    ...more,
  };
}

function listed({ id, accountId: account, createdAt }: OidcProviderRecord): ListedOidcProvider {
  return { id, accountId: account, createdAt };
}

export const oidcProviders: FamilyUnderTest<"oidcProviders"> = {
  tests: providerTests({
    kind: "oidcProvider",
    of: (tx) => tx.oidcProviders,
    sample: oidcProvider,
    full: oidcProvider(1, {
      clientIds: [TEXT, "sts.amazonaws.com"],
      thumbprints: ["f".repeat(40)],
      scheme: "http",
      keySet: BIG_DOCUMENT,
      tags: TAGS,
      createdAt: LATE,
    }),
    listed,
  }),
  naive: { open: (state) => naiveProviders(state, "oidcProviders", listed) },
  operations: {
    insertOidcProvider: (tx, first, second) =>
      tx.oidcProviders.insert(oidcProvider(first, { accountId: accountId(1 + (second % 3)) })),
    updateOidcProvider: (tx, first, second, third) =>
      tx.oidcProviders.update(
        oidcProvider(first, { accountId: accountId(1 + (second % 3)), clientIds: [`${third}`] }),
      ),
    deleteOidcProvider: (tx, first) => tx.oidcProviders.delete(oidcProvider(first).id),
  },
  begin: (first) => [{ name: "insertOidcProvider", first, second: 0, third: 0 }],
  answers: (tx) => providerAnswers(tx.oidcProviders),
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = oidcProvider(number);
        return [`oidcProvider ${id}`, await tx.oidcProviders.byId(id)];
      }),
    ),
};
