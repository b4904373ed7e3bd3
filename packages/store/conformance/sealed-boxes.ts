/** What records hold sealed, over plain lists, and what every family of such records has to do alike. */
import assert from "node:assert/strict";
import type { ReadTransaction, WriteTransaction } from "../src/families.ts";
import type { SealedBox, SealedReader, SealedWriter } from "../src/records/sealed-box.ts";
import type { Store } from "../src/store.ts";
import { pageOf, sortBy } from "./naive.ts";
import { plainPage } from "./plain-bytes.ts";

interface NaiveSealed<Entity> {
  readonly all: () => readonly Entity[];
  readonly replace: (entities: readonly Entity[]) => void;
  readonly boxesOf: (entity: Entity) => readonly SealedBox[];
  readonly withSeal: (entity: Entity, context: string, to: Uint8Array) => Entity;
}

export function naiveSealed<Entity>({ all, replace, boxesOf, withSeal }: NaiveSealed<Entity>): SealedWriter {
  const isSame = (a: SealedBox, b: SealedBox) =>
    a.key === b.key && a.context === b.context && Buffer.from(a.sealed).equals(b.sealed);
  return {
    async sealedBoxes(request) {
      const holding = all()
        .map(boxesOf)
        .filter((boxes) => boxes.length > 0);
      const keyOf = (boxes: readonly SealedBox[]) => boxes[0]!.key;
      const page = pageOf(sortBy(holding, keyOf), request, keyOf);
      return { ...page, items: page.items.flat() };
    },
    async reseal(box, to) {
      const holds = (entity: Entity) => boxesOf(entity).some((each) => isSame(each, box));
      const isThere = all().some(holds);
      replace(all().map((each) => (holds(each) ? withSeal(each, box.context, to) : each)));
      return isThere;
    },
  };
}

/** The box of a sealed property, for records that have one at most. */
export function boxOf(key: string, context: string, sealed: Uint8Array | undefined): readonly SealedBox[] {
  return sealed === undefined ? [] : [{ key, context, sealed }];
}

export async function boxAnswers(family: SealedReader): Promise<unknown> {
  const first = await family.sealedBoxes({ limit: 2 });
  const next = await family.sealedBoxes({ limit: 9, ...(first.next !== undefined && { after: first.next }) });
  return [plainPage(first), plainPage(next)];
}

interface SealedUnderTest {
  readonly of: (tx: WriteTransaction) => SealedWriter;
  /** Makes some records, so that these are their boxes. */
  readonly fill: (store: Store) => Promise<void>;
  readonly boxes: readonly SealedBox[];
}

/** What is sealed is found page by page, and sealed anew where it is sealed as was thought; nobody is told. */
export async function resealing(store: Store, { of, fill, boxes }: SealedUnderTest): Promise<void> {
  await fill(store);
  assert.deepEqual(await everyBox(store, of, 1), boxes.map(plain));
  assert.deepEqual(await everyBox(store, of, 50), boxes.map(plain));
  const told: unknown[] = [];
  store.subscribe((changes) => told.push(changes));
  const revision = await store.revision();
  const to = Uint8Array.from({ length: 300 }, (_, index) => index);
  const [first, ...others] = boxes;
  await store.write(async (tx) => {
    assert.equal(await of(tx).reseal({ ...first!, sealed: to }, first!.sealed), false);
    assert.equal(await of(tx).reseal({ ...first!, key: `${first!.key}x` }, to), false);
    assert.equal(await of(tx).reseal(first!, to), true);
    assert.equal(await of(tx).reseal(first!, to), false);
  });
  assert.deepEqual(await everyBox(store, of, 2), [{ ...first!, sealed: to }, ...others].map(plain));
  assert.equal(await store.revision(), revision);
  assert.deepEqual(told, []);
}

async function everyBox(store: Store, of: SealedUnderTest["of"], limit: number): Promise<unknown[]> {
  const found: unknown[] = [];
  let after: string | undefined;
  do {
    // A write transaction can do all that a read transaction can.
    const read = (tx: ReadTransaction) =>
      of(tx as WriteTransaction).sealedBoxes({ limit, ...(after !== undefined && { after }) });
    const page = await store.read(read);
    found.push(...page.items.map(plain));
    after = page.next;
  } while (after !== undefined);
  return found;
}

function plain({ key, context, sealed }: SealedBox) {
  return { key, context, sealed: [...sealed] };
}
