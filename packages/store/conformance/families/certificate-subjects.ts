import assert from "node:assert/strict";
import { toRolesAnywhereId } from "@rolecall/names";
import type { WriteTransaction } from "../../src/families.ts";
import {
  type CertificateSubjectRecord,
  KEPT_SIGHTINGS,
  type SeenCertificate,
  type SubjectSighting,
} from "../../src/records/certificate-subject.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, type NaiveState, NUMBERS } from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { prunedByTime, pruning } from "../pruned.ts";
import { inEachPlace, place, REGIONS, uuid } from "../regional.ts";
import { ACCOUNT, accountId, BIG_DOCUMENT, LATE, TAGS, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

interface Seen {
  readonly at: number;
  readonly serial?: number;
  readonly hasFailed?: boolean;
}

function certificate({ at, serial = 1, hasFailed = false }: Seen): SeenCertificate {
  return { serialNumber: `${serial}`, issuer: "CN=Root", certificate: "PEM", seenAt: at, hasFailed };
}

function sighting(number: number, seen: Seen, more: Partial<SubjectSighting> = {}): SubjectSighting {
  return {
    id: toRolesAnywhereId("subject", uuid(number)),
    accountId: ACCOUNT,
    region: REGIONS[0],
    x509Subject: `CN=machine-${number}`,
    certificate: certificate(seen),
    ...more,
  };
}

export function certificateSubject(number: number): CertificateSubjectRecord {
  const { certificate: seen, ...subject } = sighting(number, { at: number });
  return {
    ...subject,
    createdAt: number,
    lastSeenAt: number,
    tags: [],
    certificates: [seen],
    properties: [],
  };
}

export const certificateSubjects: FamilyUnderTest<"certificateSubjects"> = {
  tests: {
    "give back what was seen, and are told to nobody": roundTrip,
    "keep the newest, in whatever order it comes": keepsNewest,
    "keep their tags when they are seen again": keepsTags,
    "are passed over where their account is not there": withoutAccount,
    "are listed in their region, without what is large": listing,
    "go, those that were not seen for longest first": (store) =>
      pruning(store, {
        put: (tx, number) => tx.certificateSubjects.record([sighting(number, { at: number * 10 })]),
        find: (tx, number) => tx.certificateSubjects.byId(certificateSubject(number).id),
        timeOf: (number) => number * 10,
        prune: (tx, before, limit) => tx.certificateSubjects.prune(before, limit),
      }),
  },
  naive: { open: openNaive },
  operations: {
    seeSubject: (tx, first, second, third) =>
      tx.certificateSubjects.record([
        // One of each, since an id tells its place.
        sighting(first, { at: second * 5 + third, serial: third }, place(first)),
        sighting(
          second,
          { at: third * 7 + first, serial: first, hasFailed: true },
          {
            ...place(second),
            properties: { host: `${third}` },
          },
        ),
      ]),
    tagSubject: (tx, first, second) =>
      tx.certificateSubjects.setTags(certificateSubject(first).id, [{ key: "n", value: `${second}` }]),
    forgetSubjects: (tx, first, second) => tx.certificateSubjects.prune(second * 3, first + 1),
  },
  begin: (first) => [{ name: "seeSubject", first, second: first + 1, third: 0 }],
  answers: async (tx) => [
    await Promise.all(NUMBERS.map((number) => tx.certificateSubjects.byId(certificateSubject(number).id))),
    await inEachPlace((account, region) => tx.certificateSubjects.list(account, region, { limit: 2 })),
  ],
  subjects: async () => [],
};

function listed({ certificates: _c, properties: _p, tags: _t, ...rest }: CertificateSubjectRecord) {
  return rest;
}

function openNaive(state: NaiveState): WriteTransaction["certificateSubjects"] {
  return {
    byId: async (id) => state.certificateSubjects.find((each) => each.id === id),
    async list(account, region, request) {
      const own = state.certificateSubjects.filter(
        (each) => each.accountId === account && each.region === region,
      );
      const page = pageOf(
        sortBy(own, (each) => each.id),
        request,
        (each) => each.id,
      );
      return { ...page, items: page.items.map(listed) };
    },
    async record(sightings) {
      for (const each of sightings) see(state, each);
    },
    async setTags(id, tags) {
      refuse(!state.certificateSubjects.some((each) => each.id === id));
      state.certificateSubjects = state.certificateSubjects.map((each) =>
        each.id === id ? { ...each, tags } : each,
      );
    },
    prune: async (before, limit) =>
      prunedByTime(state, "certificateSubjects", { timeOf: (each) => each.lastSeenAt, before, limit }),
  };
}

function see(state: NaiveState, { certificate: seen, properties, ...subject }: SubjectSighting): void {
  if (!state.accounts.some((each) => each.id === subject.accountId)) return;
  const old = state.certificateSubjects.find((each) => each.id === subject.id);
  const certificates = [...(old?.certificates ?? [])];
  const same = certificates.findIndex(
    (each) => each.issuer === seen.issuer && each.serialNumber === seen.serialNumber,
  );
  insertByTime(certificates, seen, same);
  const sets = [...(old?.properties ?? [])];
  if (properties !== undefined) {
    const { seenAt, hasFailed } = seen;
    const text = (of: object) => JSON.stringify(Object.entries(of).sort());
    const sameSet = sets.findIndex((each) => text(each.properties) === text(properties));
    insertByTime(sets, { properties, seenAt, hasFailed }, sameSet);
  }
  const record = {
    ...(old ?? { ...subject, tags: [] }),
    createdAt: Math.min(old?.createdAt ?? seen.seenAt, seen.seenAt),
    lastSeenAt: Math.max(old?.lastSeenAt ?? seen.seenAt, seen.seenAt),
    certificates,
    properties: sets,
  };
  state.certificateSubjects = [...state.certificateSubjects.filter((each) => each !== old), record];
}

/** Takes the place of the same, unless that is newer; what comes later stands before what came at the same time. */
function insertByTime<Item extends { readonly seenAt: number }>(all: Item[], item: Item, same: number): void {
  if (same >= 0 && all[same]!.seenAt > item.seenAt) return;
  if (same >= 0) all.splice(same, 1);
  const behind = all.findIndex((each) => each.seenAt <= item.seenAt);
  all.splice(behind < 0 ? all.length : behind, 0, item);
  all.splice(KEPT_SIGHTINGS);
}

function find(store: Store, number: number) {
  return store.read((tx) => tx.certificateSubjects.byId(certificateSubject(number).id));
}

async function roundTrip(store: Store): Promise<void> {
  const seen = { ...certificate({ at: LATE, hasFailed: true }), issuer: TEXT, certificate: BIG_DOCUMENT };
  const properties = { [TEXT]: TEXT, host: "" };
  const full = sighting(1, { at: LATE }, { x509Subject: TEXT, certificate: seen, properties });
  assert.deepEqual(await toldBy(store, () => store.write((tx) => tx.certificateSubjects.record([full]))), []);
  assert.deepEqual(await find(store, 1), {
    ...certificateSubject(1),
    x509Subject: TEXT,
    createdAt: LATE,
    lastSeenAt: LATE,
    certificates: [seen],
    properties: [{ properties, seenAt: LATE, hasFailed: true }],
  });
  assert.equal(await find(store, 2), undefined);
}

async function keepsNewest(store: Store): Promise<void> {
  const record = (...sightings: readonly SubjectSighting[]) =>
    store.write((tx) => tx.certificateSubjects.record(sightings));
  await record(sighting(1, { at: 20 }), sighting(1, { at: 10, hasFailed: true }));
  assert.deepEqual(await find(store, 1), {
    ...certificateSubject(1),
    createdAt: 10,
    lastSeenAt: 20,
    certificates: [certificate({ at: 20 })],
  });
  // A certificate that is renewed has another serial number; a machine that is moved, other properties.
  const many = Array.from({ length: KEPT_SIGHTINGS + 2 }, (_, serial) => 30 + serial);
  await record(
    ...many.map((at, serial) => sighting(1, { at, serial }, { properties: { host: `${serial}` } })),
  );
  const kept = many
    .map((at, serial) => ({ at, serial }))
    .toReversed()
    .slice(0, KEPT_SIGHTINGS);
  const after = await find(store, 1);
  assert.deepEqual(after?.certificates, kept.map(certificate));
  assert.deepEqual(
    after?.properties,
    kept.map(({ at, serial }) => ({ properties: { host: `${serial}` }, seenAt: at, hasFailed: false })),
  );
  assert.deepEqual([after?.createdAt, after?.lastSeenAt], [10, many.at(-1)]);
  // Sets of properties are the same in whatever order they are written.
  await record(
    sighting(2, { at: 1 }, { properties: { a: "1", b: "2" } }),
    sighting(2, { at: 2 }, { properties: { b: "2", a: "1" } }),
  );
  assert.equal((await find(store, 2))?.properties.length, 1);
}

async function keepsTags(store: Store): Promise<void> {
  const { id } = certificateSubject(1);
  await assertConflicts(store, [(tx) => tx.certificateSubjects.setTags(id, TAGS)]);
  await store.write((tx) => tx.certificateSubjects.record([sighting(1, { at: 1 })]));
  const told = await toldBy(store, () => store.write((tx) => tx.certificateSubjects.setTags(id, TAGS)));
  assert.deepEqual(told, []);
  await store.write((tx) => tx.certificateSubjects.record([sighting(1, { at: 2 })]));
  const after = await find(store, 1);
  assert.deepEqual([after?.tags, after?.lastSeenAt], [TAGS, 2]);
}

async function withoutAccount(store: Store): Promise<void> {
  await store.write((tx) =>
    tx.certificateSubjects.record([
      sighting(1, { at: 1 }, { accountId: accountId(9) }),
      sighting(2, { at: 2 }),
    ]),
  );
  assert.deepEqual([await find(store, 1), await find(store, 2)], [undefined, certificateSubject(2)]);
}

async function listing(store: Store): Promise<void> {
  await store.write((tx) =>
    tx.certificateSubjects.record([
      ...[3, 1, 2].map((number) => sighting(number, { at: number })),
      sighting(4, { at: 4 }, { region: REGIONS[1] }),
      sighting(5, { at: 5 }, { accountId: accountId(2) }),
    ]),
  );
  await store.read(async (tx) => {
    const first = await tx.certificateSubjects.list(ACCOUNT, REGIONS[0], { limit: 2 });
    assert.deepEqual(first, { items: [1, 2].map((each) => listed(certificateSubject(each))), next: uuid(2) });
    const last = await tx.certificateSubjects.list(ACCOUNT, REGIONS[0], { limit: 2, after: uuid(2) });
    assert.deepEqual(last, { items: [listed(certificateSubject(3))] });
    const elsewhere = await tx.certificateSubjects.list(ACCOUNT, REGIONS[1], { limit: 2 });
    assert.deepEqual(
      elsewhere.items.map(({ id }) => id),
      [uuid(4)],
    );
  });
}
