import type {
  ListedSamlProvider,
  SamlPrivateKey,
  SamlProviderRecord,
} from "../../src/records/identity-provider.ts";
import type { SealedBox } from "../../src/records/sealed-box.ts";
import { type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { naiveProviders, providerAnswers, providerArn, providerTests } from "../identity-providers.ts";
import { ACCOUNT, accountId, CREATED_AT, LATE, TAGS, TEXT } from "../samples.ts";
import { boxAnswers, naiveSealed, resealing } from "../sealed-boxes.ts";

/** As large as AWS lets it get. */
const METADATA_MAX = 10_000_000;

export function samlProvider(number: number, more: Partial<SamlProviderRecord> = {}): SamlProviderRecord {
  return {
    id: providerArn("saml", number),
    accountId: ACCOUNT,
    name: `provider-${number}`,
    uniqueId: `SAMLSP${number}`,
    metadata: "<EntityDescriptor/>",
    validUntil: CREATED_AT,
    assertionEncryption: "Allowed",
    privateKeys: [],
    tags: [],
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    ...more,
  };
}

export function samlPrivateKey(number: number): SamlPrivateKey {
  const sealedKey = Buffer.from([number, 0, 255]).toString("base64");
  return { id: `key-${number}`, createdAt: CREATED_AT, sealedKey };
}

function listed({ id, accountId: account, createdAt, validUntil }: SamlProviderRecord): ListedSamlProvider {
  return { id, accountId: account, createdAt, validUntil };
}

function boxesOf({ id, privateKeys }: SamlProviderRecord): readonly SealedBox[] {
  return privateKeys.map((key) => ({
    key: id,
    context: key.id,
    sealed: Buffer.from(key.sealedKey, "base64"),
  }));
}

function withSeal(provider: SamlProviderRecord, context: string, to: Uint8Array): SamlProviderRecord {
  const sealedKey = Buffer.from(to).toString("base64");
  const { privateKeys } = provider;
  return {
    ...provider,
    privateKeys: privateKeys.map((key) => (key.id === context ? { ...key, sealedKey } : key)),
  };
}

const KEYS = [samlPrivateKey(1), samlPrivateKey(2)];

export const samlProviders: FamilyUnderTest<"samlProviders"> = {
  tests: {
    ...providerTests({
      kind: "samlProvider",
      of: (tx) => tx.samlProviders,
      sample: samlProvider,
      full: samlProvider(1, {
        metadata: `${TEXT}${"m".repeat(METADATA_MAX - TEXT.length)}`,
        validUntil: LATE,
        assertionEncryption: "Required",
        privateKeys: KEYS,
        tags: TAGS,
        createdAt: LATE,
        updatedAt: LATE,
      }),
      listed,
    }),
    "have keys that are sealed anew, one by one": (store) =>
      resealing(store, {
        of: (tx) => tx.samlProviders,
        fill: (into) =>
          into.write(async (tx) => {
            await tx.samlProviders.insert(samlProvider(1, { privateKeys: KEYS }));
            await tx.samlProviders.insert(samlProvider(2));
            await tx.samlProviders.insert(samlProvider(3, { privateKeys: [samlPrivateKey(3)] }));
          }),
        boxes: [
          ...boxesOf(samlProvider(1, { privateKeys: KEYS })),
          ...boxesOf(samlProvider(3, { privateKeys: [samlPrivateKey(3)] })),
        ],
      }),
  },
  naive: {
    open: (state) => ({
      ...naiveProviders(state, "samlProviders", listed),
      ...naiveSealed({
        all: () => state.samlProviders,
        replace: (all) => Object.assign(state, { samlProviders: all }),
        boxesOf,
        withSeal,
      }),
    }),
  },
  operations: {
    insertSamlProvider: (tx, first, second, third) =>
      tx.samlProviders.insert(
        samlProvider(first, { accountId: accountId(1 + (second % 3)), privateKeys: KEYS.slice(third) }),
      ),
    updateSamlProvider: (tx, first, second, third) =>
      tx.samlProviders.update(
        samlProvider(first, { accountId: accountId(1 + (second % 3)), privateKeys: KEYS.slice(0, third) }),
      ),
    resealSamlKey: (tx, first, second, third) =>
      tx.samlProviders.reseal(
        { key: samlProvider(first).id, context: `key-${second}`, sealed: Buffer.from([second, 0, 255]) },
        new Uint8Array([third]),
      ),
    deleteSamlProvider: (tx, first) => tx.samlProviders.delete(samlProvider(first).id),
  },
  begin: (first) => [{ name: "insertSamlProvider", first, second: 0, third: 0 }],
  answers: async (tx) => [await providerAnswers(tx.samlProviders), await boxAnswers(tx.samlProviders)],
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = samlProvider(number);
        const found = await tx.samlProviders.byId(id);
        const privateKeys = found?.privateKeys.map((key) => key.id);
        return [`samlProvider ${id}`, found && { ...found, privateKeys }];
      }),
    ),
};
