import assert from "node:assert/strict";
import type {
  ListedServerCertificate,
  ServerCertificateRecord,
} from "../../src/records/server-certificate.ts";
import type { Store } from "../../src/store.ts";
import { entityAnswers, entityTests } from "../entity-tests.ts";
import { type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { naiveEntities } from "../naive-entities.ts";
import { plainBytes } from "../plain-bytes.ts";
import { ACCOUNT, BIG_DOCUMENT, CREATED_AT, entity, LATE, named, TAGS } from "../samples.ts";
import { boxAnswers, boxOf, naiveSealed, resealing } from "../sealed-boxes.ts";

export function serverCertificate(
  number: number,
  more: Partial<ServerCertificateRecord> = {},
): ServerCertificateRecord {
  return {
    ...entity("ASCA", number),
    name: `certificate-${number}`,
    body: "-----BEGIN CERTIFICATE-----",
    sealedPrivateKey: new Uint8Array([number, 0, 255]),
    expiresAt: CREATED_AT,
    tags: [],
    ...more,
  };
}

function listed({
  body: _b,
  chain: _c,
  sealedPrivateKey: _s,
  tags: _t,
  ...rest
}: ServerCertificateRecord): ListedServerCertificate {
  return rest;
}

function boxesOf({ id, sealedPrivateKey }: ServerCertificateRecord) {
  return boxOf(id, id, sealedPrivateKey);
}

export const serverCertificates: FamilyUnderTest<"serverCertificates"> = {
  tests: {
    ...entityTests({
      of: (tx) => tx.serverCertificates,
      sample: serverCertificate,
      full: serverCertificate(1, {
        path: "/cloudfront/",
        body: BIG_DOCUMENT,
        chain: "c".repeat(2_097_152),
        sealedPrivateKey: Uint8Array.from({ length: 20_000 }, (_, index) => index % 256),
        expiresAt: LATE,
        tags: TAGS,
      }),
      changed: serverCertificate(1, { name: "Renamed" }),
      listed,
    }),
    "are counted, and told of by their id": counted,
    "are sealed anew": (store) =>
      resealing(store, {
        of: (tx) => tx.serverCertificates,
        fill: (into) =>
          into.write(async (tx) => {
            for (const number of [3, 1, 2]) await tx.serverCertificates.insert(serverCertificate(number));
          }),
        boxes: [1, 2, 3].map((number) => serverCertificate(number)).flatMap(boxesOf),
      }),
  },
  naive: {
    open(state, cascade) {
      const entities = naiveEntities(state, "serverCertificates", (record) =>
        cascade("serverCertificate", record),
      );
      return {
        ...entities,
        async list(accountId, request) {
          const page = await entities.list(accountId, request);
          return { ...page, items: page.items.map(listed) };
        },
        ...naiveSealed({
          all: () => state.serverCertificates,
          replace: (all) => Object.assign(state, { serverCertificates: all }),
          boxesOf,
          withSeal: (each, _, sealedPrivateKey) => ({ ...each, sealedPrivateKey }),
        }),
      };
    },
  },
  operations: {
    insertServerCertificate: (tx, first, second, third) =>
      tx.serverCertificates.insert(serverCertificate(first, named(second, third))),
    updateServerCertificate: (tx, first, second, third) =>
      tx.serverCertificates.update(serverCertificate(first, { ...named(second, third), chain: "c" })),
    resealServerCertificate: (tx, first, second) =>
      tx.serverCertificates.reseal(boxesOf(serverCertificate(first))[0]!, new Uint8Array([second])),
    deleteServerCertificate: (tx, first) => tx.serverCertificates.delete(serverCertificate(first).id),
  },
  begin: (first) => [{ name: "insertServerCertificate", first, second: first + 1, third: 0 }],
  answers: async (tx) => [
    await entityAnswers(tx.serverCertificates),
    await boxAnswers(tx.serverCertificates),
  ],
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = serverCertificate(number);
        const found = await tx.serverCertificates.byId(id);
        return [`serverCertificate ${id}`, found && { ...found, sealedPrivateKey: undefined }];
      }),
    ),
};

async function counted(store: Store): Promise<void> {
  const { id } = serverCertificate(1);
  const told: unknown[] = [];
  store.subscribe((changes) => told.push(changes));
  const count = async () => (await store.read((tx) => tx.accounts.counts(ACCOUNT))).serverCertificates;
  await store.write((tx) => tx.serverCertificates.insert(serverCertificate(1)));
  assert.equal(await count(), 1);
  assert.deepEqual(
    plainBytes(await store.read((tx) => tx.serverCertificates.byId(id))),
    plainBytes(serverCertificate(1)),
  );
  await store.write((tx) => tx.serverCertificates.delete(id));
  assert.equal(await count(), 0);
  const kinds = told.flatMap((changes) =>
    (changes as { kind: string; id: string }[]).map((each) => `${each.kind} ${each.id}`),
  );
  assert.deepEqual(kinds, [`serverCertificate ${id}`, `serverCertificate ${id}`]);
}
