/** What things of a region have to do alike. */
import assert from "node:assert/strict";
import type { RecordOf, WriteTransaction } from "../src/families.ts";
import type { AccountId } from "../src/records/identifier.ts";
import type { Page, PageRequest } from "../src/records/page.ts";
import type { RolesAnywhereProfileRecord } from "../src/records/roles-anywhere-profile.ts";
import type { Store } from "../src/store.ts";
import { assertConflicts } from "./conflict.ts";
import { ACCOUNT_NUMBERS, type NaiveState } from "./family-under-test.ts";
import { pageOf, refuse, sortBy } from "./naive.ts";
import { requireAccount } from "./organization-samples.ts";
import { ACCOUNT, accountId, pick } from "./samples.ts";
import { toldBy } from "./told-by.ts";

type RegionalName = "trustAnchors" | "rolesAnywhereProfiles";
type Regional = Pick<RolesAnywhereProfileRecord, "accountId" | "region" | "name"> & { readonly id: string };

export const REGIONS = ["eu-central-1", "us-east-1"] as const;

interface RegionalReader<Record extends Regional> {
  byId(id: Record["id"]): Promise<Record | undefined>;
  list(account: AccountId, region: string, request: PageRequest): Promise<Page<Record>>;
  count(account: AccountId, region: string): Promise<number>;
}

interface RegionalWriter<Record extends Regional> extends RegionalReader<Record> {
  insert(record: Record): Promise<void>;
  update(record: Record): Promise<void>;
  delete(id: Record["id"]): Promise<void>;
}

/** `12345678-0000-4000-8000-` and the number, so that ids are sorted as numbers are. */
export function uuid(number: number): string {
  return `12345678-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** Where the model puts things: of two accounts, in two regions. */
export function place(number: number) {
  return { accountId: accountId(1 + (number % 2)), region: pick(REGIONS, number >> 1) };
}

export function isSamePlace(a: Omit<Regional, "id">, b: Omit<Regional, "id"> | undefined): boolean {
  return a.accountId === b?.accountId && a.region === b.region;
}

export function naiveRegional<Name extends RegionalName>(
  state: NaiveState,
  family: Name,
  cascade: (record: RecordOf<Name>) => void,
): RegionalWriter<RecordOf<Name>> {
  type Record = RecordOf<Name>;
  const all = (): readonly Record[] => state[family];
  const replace = (records: readonly Record[]) => Object.assign(state, { [family]: records });
  const find = (id: string) => all().find((each) => each.id === id);
  const of = (account: AccountId, region: string) =>
    all().filter((each) => each.accountId === account && each.region === region);
  return {
    byId: async (id) => find(id),
    list: async (account, region, request) =>
      pageOf(
        sortBy(of(account, region), (each) => each.id),
        request,
        (each) => each.id,
      ),
    count: async (account, region) => of(account, region).length,
    async insert(record) {
      requireAccount(state, record.accountId);
      refuse(find(record.id) !== undefined);
      replace([...all(), record]);
    },
    async update(record) {
      refuse(!isSamePlace(record, find(record.id)));
      replace(all().map((each) => (each.id === record.id ? record : each)));
    },
    async delete(id) {
      const record = find(id);
      refuse(record === undefined);
      cascade(record!);
      replace(all().filter((each) => each.id !== id));
    },
  };
}

/** What can be asked of each place that the model knows. */
export async function inEachPlace(ask: (account: AccountId, region: string) => Promise<unknown>) {
  return Promise.all(
    ACCOUNT_NUMBERS.flatMap((number) => REGIONS.map((region) => ask(accountId(number), region))),
  );
}

export function regionalAnswers<Record extends Regional>(family: RegionalReader<Record>): Promise<unknown> {
  return inEachPlace(async (account, region) => [
    await family.list(account, region, { limit: 2 }),
    await family.count(account, region),
  ]);
}

interface RegionalUnderTest<Record extends Regional> {
  readonly kind: "trustAnchor" | "rolesAnywhereProfile";
  readonly of: (tx: WriteTransaction) => RegionalWriter<Record>;
  readonly sample: (number: number, more?: Partial<Omit<Regional, "id">>) => Record;
  /** With everything that is optional; number 1. */
  readonly full: Record;
}

export function regionalTests<Record extends Regional>(under: RegionalUnderTest<Record>) {
  return {
    "give back what they were given, and are told of by their id": (store: Store) => roundTrip(store, under),
    "are listed and counted in their region alone": (store: Store) => listing(store, under),
    "need their account, and stay where they are": (store: Store) => refusals(store, under),
  };
}

async function roundTrip<Record extends Regional>(
  store: Store,
  { kind, of, sample, full }: RegionalUnderTest<Record>,
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
}

async function listing<Record extends Regional>(
  store: Store,
  { of, sample, full }: RegionalUnderTest<Record>,
): Promise<void> {
  const elsewhere = [
    sample(4, { region: REGIONS[1] }),
    sample(5, { accountId: accountId(2) }),
    // Names are nobody's own.
    sample(6, { accountId: accountId(2), name: full.name }),
  ];
  await store.write(async (tx) => {
    for (const each of [sample(3), full, sample(2), ...elsewhere]) await of(tx).insert(each);
  });
  await store.read(async (reading) => {
    const family = of(reading as WriteTransaction);
    const first = await family.list(ACCOUNT, REGIONS[0], { limit: 2 });
    assert.deepEqual(first, { items: [full, sample(2)], next: sample(2).id });
    const last = await family.list(ACCOUNT, REGIONS[0], { limit: 2, after: sample(2).id });
    assert.deepEqual(last, { items: [sample(3)] });
    assert.deepEqual(await family.list(ACCOUNT, REGIONS[1], { limit: 2 }), { items: [elsewhere[0]] });
    const counts = await inEachPlace((account, region) => family.count(account, region));
    assert.deepEqual(counts, [3, 1, 2, 0, 0, 0]);
  });
}

async function refusals<Record extends Regional>(
  store: Store,
  { of, sample }: RegionalUnderTest<Record>,
): Promise<void> {
  await store.write((tx) => of(tx).insert(sample(1)));
  await assertConflicts(store, [
    (tx) => of(tx).insert(sample(1)),
    (tx) => of(tx).insert(sample(2, { accountId: accountId(9) })),
    (tx) => of(tx).update(sample(2)),
    (tx) => of(tx).update(sample(1, { accountId: accountId(2) })),
    (tx) => of(tx).update(sample(1, { region: REGIONS[1] })),
    (tx) => of(tx).delete(sample(2).id),
  ]);
}
