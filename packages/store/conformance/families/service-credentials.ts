import assert from "node:assert/strict";
import type { ServiceCredentialRecord } from "../../src/records/service-credential.ts";
import type { Store } from "../../src/store.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";
import { pageOf, sortBy } from "../naive.ts";
import {
  credential,
  credentialAnswers,
  credentialSubjects,
  credentialTests,
  forgetCredentials,
  naiveCredentials,
} from "../owner-credentials.ts";
import { plainBytes, plainPage } from "../plain-bytes.ts";
import { ACCOUNT, accountId, LATE, TEXT } from "../samples.ts";
import { boxAnswers, boxOf, naiveSealed, resealing } from "../sealed-boxes.ts";
import { user } from "./users.ts";

export function serviceCredential(number: number, more: object = {}): ServiceCredentialRecord {
  return {
    ...credential("ACCA", number),
    serviceName: "codecommit.amazonaws.com",
    userName: `user-at-${number}`,
    sealedSecret: new Uint8Array([number, 0, 255]),
    ...more,
  };
}

function boxesOf({ accountId: account, id, sealedSecret }: ServiceCredentialRecord) {
  return boxOf(`${account} ${id}`, id, sealedSecret);
}

export const serviceCredentials: FamilyUnderTest<"serviceCredentials"> = {
  tests: {
    ...credentialTests({
      of: (tx) => tx.serviceCredentials,
      sample: serviceCredential,
      full: serviceCredential(1, {
        userName: TEXT,
        expiresAt: LATE,
        sealedSecret: Uint8Array.from({ length: 256 }, (_, index) => index),
      }),
    }),
    "of an account are listed by id, page by page": listing,
    "are found by service and user name, exactly": byUserName,
    "are sealed anew": (store) =>
      resealing(store, {
        of: (tx) => tx.serviceCredentials,
        fill,
        boxes: [1, 2, 3, 4].map((number) => serviceCredential(number, elsewhere(number))).flatMap(boxesOf),
      }),
  },
  naive: {
    open: (state) => ({
      ...naiveCredentials(state, "serviceCredentials"),
      byUserName: async (account, { serviceName, userName }) =>
        state.serviceCredentials.find(
          (each) =>
            each.accountId === account && each.serviceName === serviceName && each.userName === userName,
        ),
      async list(account, request) {
        const own = state.serviceCredentials.filter((each) => each.accountId === account);
        return pageOf(
          sortBy(own, (each) => each.id),
          request,
          (each) => each.id,
        );
      },
      ...naiveSealed({
        all: () => state.serviceCredentials,
        replace: (all) => Object.assign(state, { serviceCredentials: all }),
        boxesOf,
        withSeal: (each, _, sealedSecret) => ({ ...each, sealedSecret }),
      }),
    }),
    whenDeleted: forgetCredentials("serviceCredentials"),
  },
  operations: {
    insertServiceCredential: (tx, first, second) =>
      tx.serviceCredentials.insert(serviceCredential(first, { ownerId: user(second).id })),
    updateServiceCredential: (tx, first, second, third) =>
      tx.serviceCredentials.update(
        serviceCredential(first, { ownerId: user(second).id, ...(third > 0 && { expiresAt: third }) }),
      ),
    resealServiceCredential: (tx, first, second) =>
      tx.serviceCredentials.reseal(boxesOf(serviceCredential(first))[0]!, new Uint8Array([second])),
    deleteServiceCredential: (tx, first) =>
      tx.serviceCredentials.delete(ACCOUNT, serviceCredential(first).id),
  },
  begin: (first) => [{ name: "insertServiceCredential", first, second: first, third: 0 }],
  answers: async (tx) => [
    await credentialAnswers(tx.serviceCredentials, serviceCredential),
    plainPage(await tx.serviceCredentials.list(ACCOUNT, { limit: 2 })),
    plainBytes(await tx.serviceCredentials.byUserName(ACCOUNT, serviceCredential(2))),
    await boxAnswers(tx.serviceCredentials),
  ],
  subjects: (tx) => credentialSubjects(tx.serviceCredentials),
};

/** The fourth is another account's. */
function elsewhere(number: number) {
  return number === 4 ? { accountId: accountId(2), ownerId: user(2).id } : {};
}

async function fill(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.users.insert(user(2, { accountId: accountId(2) }));
    for (const number of [3, 1, 4, 2])
      await tx.serviceCredentials.insert(serviceCredential(number, elsewhere(number)));
  });
}

async function listing(store: Store): Promise<void> {
  await fill(store);
  const ids = [1, 2, 3].map((number) => serviceCredential(number).id);
  await store.read(async (tx) => {
    const first = await tx.serviceCredentials.list(ACCOUNT, { limit: 2 });
    assert.deepEqual([first.items.map(({ id }) => id), first.next], [ids.slice(0, 2), ids[1]]);
    const last = await tx.serviceCredentials.list(ACCOUNT, { limit: 2, after: ids[1]! });
    assert.deepEqual([last.items.map(({ id }) => id), last.next], [ids.slice(2), undefined]);
  });
}

async function byUserName(store: Store): Promise<void> {
  await fill(store);
  await store.write((tx) =>
    tx.serviceCredentials.insert(serviceCredential(5, { userName: serviceCredential(1).userName })),
  );
  await store.read(async (tx) => {
    const find = async (name: object = {}, account = ACCOUNT) =>
      (await tx.serviceCredentials.byUserName(account, { ...serviceCredential(1), ...name }))?.id;
    assert.equal(await find(), serviceCredential(1).id);
    assert.equal(await find({ userName: "USER-AT-1" }), undefined);
    assert.equal(await find({ serviceName: "cassandra.amazonaws.com" }), undefined);
    assert.equal(await find({}, accountId(2)), undefined);
  });
}
