/** What users, groups, roles, instance profiles, policies and server certificates have to do alike. */
import assert from "node:assert/strict";
import type { ReadTransaction, WriteTransaction } from "../src/families.ts";
import type { EntityListRequest, EntityReader, EntityRecord, EntityWriter } from "../src/records/entity.ts";
import type { AccountId, UniqueId } from "../src/records/identifier.ts";
import type { Page } from "../src/records/page.ts";
import type { Store } from "../src/store.ts";
import { assertConflicts, CONFLICT } from "./conflict.ts";
import { ACCOUNT_NUMBERS, NUMBERS, type SubjectPart } from "./family-under-test.ts";
import { plainBytes } from "./plain-bytes.ts";
import { ACCOUNT, accountId, uniqueId } from "./samples.ts";

/** Each pair is one name. */
const SAME: readonly (readonly [string, string])[] = [
  ["admin", "ADMIN"],
  ["a+=,.@-_1", "A+=,.@-_1"],
  ["Ünal", "üNAL"],
  ["straße", "STRASSE"],
  ["STRAẞE", "straße"],
  ["ΟΔΟΣ", "οδος"],
  ["ʼn", "ʼN"],
  ["\u212Aelvin", "kelvin"],
];
/** Each pair is two names. */
const DIFFERENT: readonly (readonly [string, string])[] = [
  ["admin", "admin "],
  ["a_b", "a-b"],
  ["é", "e\u0301"],
  ["a", "а"],
];

/** What all families of entities have, those too whose lists leave out what is large. */
type EntityFamily<Entity extends EntityRecord> = Omit<EntityWriter<Entity>, "list"> & EntityLister;

interface EntityLister {
  list(accountId: AccountId, request: EntityListRequest): Promise<Page<EntityRecord>>;
}

interface EntityUnderTest<Entity extends EntityRecord> {
  readonly of: (tx: WriteTransaction) => EntityFamily<Entity>;
  readonly sample: (number: number, more?: Partial<EntityRecord>) => Entity;
  /** With everything that is optional; number 1. */
  readonly full: Entity;
  /** What it is changed to. */
  readonly changed: Entity;
  /** What lists show of it, where that is not all. */
  readonly listed?: (entity: Entity) => EntityRecord;
  /** What has to be there before. */
  readonly prepare?: (store: Store) => Promise<void>;
}

export function entityTests<Entity extends EntityRecord>(entity: EntityUnderTest<Entity>) {
  return {
    "gives back what it was given": (store: Store) => roundTrip(store, entity),
    "names are unique without regard to case": (store: Store) => uniqueNames(store, entity),
    "ids are unique": async (store: Store) => {
      await store.write((tx) => entity.of(tx).insert(entity.sample(1)));
      for (const more of [{ name: "another" }, { name: "another", accountId: accountId(2) }]) {
        await assertConflicts(store, [(tx) => entity.of(tx).insert(entity.sample(1, more))]);
      }
    },
  };
}

async function roundTrip<Entity extends EntityRecord>(
  store: Store,
  entity: EntityUnderTest<Entity>,
): Promise<void> {
  const { full, changed, listed = (one) => one } = entity;
  await entity.prepare?.(store);
  await store.write((tx) => entity.of(tx).insert(full));
  assert.deepEqual(plainBytes(await store.read((tx) => readerOf(tx).byId(full.id))), plainBytes(full));
  await store.write((tx) => entity.of(tx).update(changed));
  await store.read(async (tx) => {
    assert.deepEqual(plainBytes(await readerOf(tx).byId(changed.id)), plainBytes(changed));
    const named = await readerOf(tx).byName(ACCOUNT, changed.name.toUpperCase());
    assert.deepEqual(plainBytes(named), plainBytes(changed));
    assert.equal(await readerOf(tx).byName(accountId(2), changed.name), undefined);
    assert.deepEqual(await readerOf(tx).list(ACCOUNT, { limit: 1 }), { items: [listed(changed)] });
  });
  const unknown = { ...changed, id: uniqueId("AXXX", 1), name: "unknown" };
  await assertConflicts(store, [
    (tx) => entity.of(tx).update(unknown),
    (tx) => entity.of(tx).delete(unknown.id),
    (tx) => entity.of(tx).update({ ...changed, accountId: accountId(2) }),
  ]);
  // A reader of the same family: a write transaction can do all that a read transaction can.
  function readerOf(tx: ReadTransaction) {
    return entity.of(tx as WriteTransaction);
  }
}

async function uniqueNames<Entity extends EntityRecord>(
  store: Store,
  { of, sample }: EntityUnderTest<Entity>,
): Promise<void> {
  const insert = (number: number, name: string) =>
    store.write((tx) => of(tx).insert(sample(number, { name })));
  const rename = (number: number, name: string) =>
    store.write((tx) => of(tx).update(sample(number, { name })));
  let number = 0;
  for (const [first, second] of SAME) {
    number += 2;
    await insert(number, first);
    await assert.rejects(insert(number + 1, second), CONFLICT, second);
    // One's own name in another case is free.
    await rename(number, second);
    await rename(number, `kept-${number}`);
  }
  await store.write(async (tx) => {
    await of(tx).insert(sample(1000, { name: "elsewhere", accountId: accountId(2) }));
    await of(tx).insert(sample(1001, { name: "elsewhere" }));
  });
  for (const [first, second] of DIFFERENT) {
    number += 2;
    await insert(number, first);
    await insert(number + 1, second);
    await assert.rejects(rename(number, second), CONFLICT);
    await rename(number, `left-${number}`);
    await rename(number + 1, `right-${number}`);
  }
}

/** The answers of a family of entities, for the model. */
export async function entityAnswers<Entity extends EntityRecord>(
  family: Pick<EntityReader<Entity>, "byName"> & EntityLister,
): Promise<unknown> {
  const answers: unknown[] = [];
  for (const number of ACCOUNT_NUMBERS) {
    const id = accountId(number);
    for (const name of ["a", "B", "b_", "C-c", "none"]) answers.push((await family.byName(id, name))?.id);
    answers.push(await family.list(id, { limit: 2 }), await family.list(id, { limit: 2, after: "a" }));
    answers.push(await family.list(id, { limit: 9, pathPrefix: "/x/" }));
  }
  return answers;
}

/** What a cache might remember of entities themselves. */
export async function entitySubjects<Entity extends EntityRecord>(
  family: EntityReader<Entity>,
  subjectOf: (number: number) => readonly [kind: string, id: UniqueId, called?: string],
): Promise<readonly SubjectPart[]> {
  const parts: SubjectPart[] = [];
  for (const number of NUMBERS) {
    const [kind, id, called = id] = subjectOf(number);
    parts.push([`${kind} ${called}`, await family.byId(id)]);
  }
  return parts;
}
