/** What providers of both protocols have to do alike. */
import assert from "node:assert/strict";
import { toArn } from "@rolecall/names";
import type { RecordOf, WriteTransaction } from "../src/families.ts";
import type { AccountId, Arn } from "../src/records/identifier.ts";
import type {
  IdentityProviderReader,
  IdentityProviderWriter,
  OidcProviderRecord,
} from "../src/records/identity-provider.ts";
import type { Store } from "../src/store.ts";
import { assertConflicts } from "./conflict.ts";
import { ACCOUNT_NUMBERS, type NaiveState } from "./family-under-test.ts";
import { pageOf, refuse, sortBy } from "./naive.ts";
import { requireAccount } from "./organization-samples.ts";
import { ACCOUNT, accountId } from "./samples.ts";
import { toldBy } from "./told-by.ts";

export type ProviderName = "oidcProviders" | "samlProviders";
type Kind = "oidcProvider" | "samlProvider";

type Provider = Pick<OidcProviderRecord, "id" | "accountId" | "tags" | "createdAt">;

export function providerArn(protocol: "oidc" | "saml", number: number, account = ACCOUNT): Arn {
  return toArn(`arn:aws:iam::${account}:${protocol}-provider/provider-${number}`);
}

export function naiveProviders<Name extends ProviderName, Listed>(
  state: NaiveState,
  family: Name,
  listed: (record: RecordOf<Name>) => Listed,
): IdentityProviderWriter<RecordOf<Name>, Listed> {
  type Record = RecordOf<Name>;
  const all = (): readonly Record[] => state[family];
  const replace = (records: readonly Record[]) => Object.assign(state, { [family]: records });
  const find = (id: Arn) => all().find((each) => each.id === id);
  const of = (account: AccountId) => all().filter((each) => each.accountId === account);
  return {
    byId: async (id) => find(id),
    async list(account, request) {
      const sorted = sortBy(of(account), (each) => each.id);
      const page = pageOf(sorted, request, (each) => each.id);
      return { ...page, items: page.items.map(listed) };
    },
    count: async (account) => of(account).length,
    async insert(record) {
      requireAccount(state, record.accountId);
      refuse(find(record.id) !== undefined);
      replace([...all(), record]);
    },
    async update(record) {
      refuse(find(record.id)?.accountId !== record.accountId);
      replace(all().map((each) => (each.id === record.id ? record : each)));
    },
    async delete(id) {
      refuse(find(id) === undefined);
      replace(all().filter((each) => each.id !== id));
    },
  };
}

export async function providerAnswers<Record extends Provider, Listed>(
  family: IdentityProviderReader<Record, Listed>,
): Promise<unknown> {
  return Promise.all(
    ACCOUNT_NUMBERS.map(async (number) => [
      await family.list(accountId(number), { limit: 2 }),
      await family.count(accountId(number)),
    ]),
  );
}

interface ProvidersUnderTest<Record extends Provider, Listed> {
  readonly kind: Kind;
  readonly of: (tx: WriteTransaction) => IdentityProviderWriter<Record, Listed>;
  readonly sample: (number: number, more?: Partial<Provider>) => Record;
  /** With everything that is optional; number 1. */
  readonly full: Record;
  readonly listed: (record: Record) => Listed;
}

export function providerTests<Record extends Provider, Listed>(under: ProvidersUnderTest<Record, Listed>) {
  return {
    "give back what they were given, and are told of by their ARN": (store: Store) => roundTrip(store, under),
    "are listed without what is large, page by page, and counted": (store: Store) => listing(store, under),
    "need their account, and an ARN of their own": (store: Store) => refusals(store, under),
  };
}

async function roundTrip<Record extends Provider, Listed>(
  store: Store,
  { kind, of, sample, full }: ProvidersUnderTest<Record, Listed>,
): Promise<void> {
  const find = () => store.read((tx) => of(tx as WriteTransaction).byId(full.id));
  const heard = (work: (tx: WriteTransaction) => Promise<void>) => toldBy(store, () => store.write(work));
  const told = [`${kind} ${full.id}`];
  assert.deepEqual(await heard((tx) => of(tx).insert(full)), told);
  assert.deepEqual(await find(), full);
  assert.deepEqual(await heard((tx) => of(tx).update(sample(1))), told);
  assert.deepEqual(await find(), sample(1));
  assert.deepEqual(await heard((tx) => of(tx).delete(full.id)), told);
  assert.equal(await find(), undefined);
  // Made anew it has the same ARN.
  await store.write((tx) => of(tx).insert(full));
  assert.deepEqual(await find(), full);
}

async function listing<Record extends Provider, Listed>(
  store: Store,
  { of, sample, full, listed }: ProvidersUnderTest<Record, Listed>,
): Promise<void> {
  await store.write(async (tx) => {
    for (const each of [sample(3), full, sample(2)]) await of(tx).insert(each);
  });
  await store.read(async (reading) => {
    const family = of(reading as WriteTransaction);
    const first = await family.list(ACCOUNT, { limit: 2 });
    assert.deepEqual(first, { items: [full, sample(2)].map(listed), next: sample(2).id });
    const last = await family.list(ACCOUNT, { limit: 2, after: sample(2).id });
    assert.deepEqual(last, { items: [listed(sample(3))] });
    assert.deepEqual([await family.count(ACCOUNT), await family.count(accountId(2))], [3, 0]);
  });
}

async function refusals<Record extends Provider, Listed>(
  store: Store,
  { of, sample }: ProvidersUnderTest<Record, Listed>,
): Promise<void> {
  await store.write((tx) => of(tx).insert(sample(1)));
  await assertConflicts(store, [
    (tx) => of(tx).insert(sample(1)),
    (tx) => of(tx).insert(sample(2, { accountId: accountId(9) })),
    (tx) => of(tx).update(sample(2)),
    (tx) => of(tx).update(sample(1, { accountId: accountId(2) })),
    (tx) => of(tx).delete(sample(2).id),
  ]);
}
