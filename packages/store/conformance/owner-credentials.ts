/** What SSH keys, certificates and credentials of one service have to do alike. */
import assert from "node:assert/strict";
import { rootUserId } from "@rolecall/names";
import type { ReadTransaction, RecordOf, WriteTransaction } from "../src/families.ts";
import type { UniqueId } from "../src/records/identifier.ts";
import type {
  OwnerCredentialReader,
  OwnerCredentialRecord,
  OwnerCredentialWriter,
} from "../src/records/owner-credential.ts";
import type { Store } from "../src/store.ts";
import { assertConflicts } from "./conflict.ts";
import { user } from "./families/users.ts";
import { ACCOUNT_NUMBERS, type NaiveState, NUMBERS, type SubjectPart } from "./family-under-test.ts";
import { refuse, requireOwner } from "./naive.ts";
import { plainBytes } from "./plain-bytes.ts";
import { ACCOUNT, accountId, CREATED_AT } from "./samples.ts";
import { toldBy } from "./told-by.ts";

export type CredentialName = "sshPublicKeys" | "signingCertificates" | "serviceCredentials";

export function credential(prefix: string, number: number) {
  return {
    id: `${prefix}${String(number).padStart(16, "0")}`,
    accountId: ACCOUNT,
    ownerKind: "user",
    ownerId: user(1).id,
    status: "Active",
    createdAt: CREATED_AT,
  } as const;
}

export function naiveCredentials<Name extends CredentialName>(
  state: NaiveState,
  family: Name,
): OwnerCredentialWriter<RecordOf<Name>> {
  type Credential = RecordOf<Name>;
  const all = (): readonly Credential[] => state[family];
  const replace = (credentials: readonly Credential[]) => Object.assign(state, { [family]: credentials });
  const find = (account: string, id: string) =>
    all().find((each) => each.accountId === account && each.id === id);
  return {
    byId: async (account, id) => find(account, id),
    ofOwner: async (ownerId) => all().filter((each) => each.ownerId === ownerId),
    async insert(record) {
      requireOwner(state, record);
      refuse(find(record.accountId, record.id) !== undefined);
      replace([...all(), record]);
    },
    async update(record) {
      const old = find(record.accountId, record.id);
      refuse(old?.ownerId !== record.ownerId || old.ownerKind !== record.ownerKind);
      replace(all().map((each) => (each === old ? record : each)));
    },
    async delete(account, id) {
      const old = find(account, id);
      replace(all().filter((each) => each !== old));
      return old !== undefined;
    },
  };
}

/** Of a user that is deleted. */
export function forgetCredentials(family: CredentialName) {
  return {
    user(state: NaiveState, { id }: { readonly id: UniqueId }): void {
      const all: readonly OwnerCredentialRecord[] = state[family];
      Object.assign(state, { [family]: all.filter((each) => each.ownerId !== id) });
    },
  };
}

/** What is sealed is left out: nothing is told of another seal. */
export async function credentialSubjects<Credential extends OwnerCredentialRecord>(
  family: OwnerCredentialReader<Credential>,
): Promise<readonly SubjectPart[]> {
  const parts: SubjectPart[] = [];
  const owned = async (ownerId: UniqueId) =>
    (await family.ofOwner(ownerId)).map((each) => ({ ...each, sealedSecret: undefined }));
  for (const number of NUMBERS) parts.push([`user ${user(number).id}`, await owned(user(number).id)]);
  for (const number of ACCOUNT_NUMBERS)
    parts.push([`account ${accountId(number)}`, await owned(rootUserId(accountId(number)))]);
  return parts;
}

export async function credentialAnswers<Credential extends OwnerCredentialRecord>(
  family: OwnerCredentialReader<Credential>,
  sample: (number: number) => Credential,
): Promise<unknown> {
  return Promise.all(
    NUMBERS.map(async (number) => [
      plainBytes(await family.byId(ACCOUNT, sample(number).id)),
      (await family.ofOwner(user(number).id)).map(plainBytes),
    ]),
  );
}

interface CredentialsUnderTest<Credential extends OwnerCredentialRecord> {
  readonly of: (tx: WriteTransaction) => OwnerCredentialWriter<Credential>;
  readonly sample: (number: number, more?: Partial<OwnerCredentialRecord>) => Credential;
  /** With everything that is optional; number 1. */
  readonly full: Credential;
}

export function credentialTests<Credential extends OwnerCredentialRecord>(
  under: CredentialsUnderTest<Credential>,
) {
  return {
    "give back what they were given, in the order of creation": (store: Store) => roundTrip(store, under),
    "need their owner, and an id of their own in the account": (store: Store) => refusals(store, under),
    "are told of their owner": (store: Store) => told(store, under),
  };
}

async function roundTrip<Credential extends OwnerCredentialRecord>(
  store: Store,
  { of, sample, full }: CredentialsUnderTest<Credential>,
): Promise<void> {
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    for (const each of [sample(2), full]) await of(tx).insert(each);
  });
  const read = <Answer>(work: (family: OwnerCredentialWriter<Credential>) => Promise<Answer>) =>
    store.read((tx: ReadTransaction) => work(of(tx as WriteTransaction)));
  assert.deepEqual(plainBytes(await read((family) => family.byId(ACCOUNT, full.id))), plainBytes(full));
  const idsOf = async () => (await read((family) => family.ofOwner(user(1).id))).map(({ id }) => id);
  assert.deepEqual(await idsOf(), [sample(2).id, full.id]);
  await store.write((tx) => of(tx).update(sample(1, { status: "Inactive" })));
  assert.deepEqual(
    plainBytes(await read((family) => family.byId(ACCOUNT, full.id))),
    plainBytes(sample(1, { status: "Inactive" })),
  );
  await store.write(async (tx) => {
    assert.equal(await of(tx).delete(accountId(2), full.id), false);
    assert.equal(await of(tx).delete(ACCOUNT, full.id), true);
    assert.equal(await of(tx).delete(ACCOUNT, full.id), false);
  });
  assert.deepEqual(await idsOf(), [sample(2).id]);
  assert.equal(await read((family) => family.byId(accountId(2), sample(2).id)), undefined);
}

async function refusals<Credential extends OwnerCredentialRecord>(
  store: Store,
  { of, sample }: CredentialsUnderTest<Credential>,
): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [1, 2]) await tx.users.insert(user(number));
    await tx.users.insert(user(3, { accountId: accountId(2) }));
    await of(tx).insert(sample(1));
    // Another account's are others.
    await of(tx).insert(sample(1, { accountId: accountId(2), ownerId: user(3).id }));
  });
  await assertConflicts(store, [
    (tx) => of(tx).insert(sample(1)),
    (tx) => of(tx).insert(sample(1, { ownerId: user(2).id })),
    (tx) => of(tx).insert(sample(2, { ownerId: user(9).id })),
    (tx) => of(tx).insert(sample(2, { ownerId: user(3).id })),
    (tx) => of(tx).update(sample(2)),
    (tx) => of(tx).update(sample(1, { ownerId: user(2).id })),
  ]);
}

async function told<Credential extends OwnerCredentialRecord>(
  store: Store,
  { of, sample }: CredentialsUnderTest<Credential>,
): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  const works: readonly ((tx: WriteTransaction) => Promise<unknown>)[] = [
    (tx) => of(tx).insert(sample(1)),
    (tx) => of(tx).update(sample(1, { status: "Inactive" })),
    (tx) => of(tx).delete(ACCOUNT, sample(1).id),
  ];
  for (const work of works) {
    const heard = await toldBy(store, async () => void (await store.write(work)));
    assert.deepEqual(heard, [`user ${user(1).id}`]);
  }
}
