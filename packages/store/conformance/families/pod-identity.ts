import assert from "node:assert/strict";
import { toArn } from "@rolecall/names";
import type { WriteTransaction } from "../../src/families.ts";
import type {
  PodIdentityAssociationRecord,
  PodIdentityClusterRecord,
} from "../../src/records/pod-identity.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, type NaiveState, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { requireAccount } from "../organization-samples.ts";
import { inEachPlace, isSamePlace, place, REGIONS } from "../regional.ts";
import { ACCOUNT, accountId, CREATED_AT, LATE, TAGS, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

const clusterArn = (number: number) => toArn(`arn:aws:eks:eu-central-1:111111111111:cluster/c${number}`);

export function podIdentityCluster(
  number: number,
  more: Partial<PodIdentityClusterRecord> = {},
): PodIdentityClusterRecord {
  return {
    id: clusterArn(number),
    accountId: ACCOUNT,
    region: REGIONS[0],
    name: `c${number}`,
    issuerUrl: "https://kubernetes.example",
    createdAt: CREATED_AT,
    ...more,
  };
}

export function podIdentityAssociation(
  number: number,
  more: Partial<PodIdentityAssociationRecord> = {},
): PodIdentityAssociationRecord {
  return {
    id: `a-${number}`,
    accountId: ACCOUNT,
    clusterId: clusterArn(1),
    namespace: "default",
    serviceAccount: `app-${number}`,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/App`,
    areSessionTagsDisabled: false,
    tags: [],
    createdAt: CREATED_AT,
    modifiedAt: CREATED_AT,
    ...more,
  };
}

export const podIdentityClusters: FamilyUnderTest<"podIdentityClusters"> = {
  tests: {
    "give back what they were given, are told of by their ARN and listed in their region": clusterRoundTrip,
    "need their account, and stay where they are": clusterRefusals,
  },
  naive: { open: openNaiveClusters },
  operations: {
    insertPodIdentityCluster: (tx, first, second, third) =>
      tx.podIdentityClusters.insert(podIdentityCluster(first, { ...place(second), name: `${third}` })),
    updatePodIdentityCluster: (tx, first, second, third) =>
      tx.podIdentityClusters.update(podIdentityCluster(first, { ...place(second), keySet: `${third}` })),
    deletePodIdentityCluster: (tx, first) => tx.podIdentityClusters.delete(clusterArn(first)),
  },
  begin: (first) => [{ name: "insertPodIdentityCluster", first, second: 0, third: first }],
  answers: (tx) =>
    inEachPlace(async (account, region) => [
      await tx.podIdentityClusters.list(account, region, { limit: 2 }),
      await tx.podIdentityClusters.count(account),
    ]),
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const id = clusterArn(number);
        return [`podIdentityCluster ${id}`, await tx.podIdentityClusters.byId(id)];
      }),
    ),
};

function openNaiveClusters(
  state: NaiveState,
  cascade: (kind: "podIdentityCluster", record: PodIdentityClusterRecord) => void,
): WriteTransaction["podIdentityClusters"] {
  const find = (id: string) => state.podIdentityClusters.find((each) => each.id === id);
  return {
    byId: async (id) => find(id),
    count: async (account) => state.podIdentityClusters.filter((each) => each.accountId === account).length,
    list: async (account, region, request) =>
      pageOf(
        sortBy(
          state.podIdentityClusters.filter((each) => each.accountId === account && each.region === region),
          (each) => each.id,
        ),
        request,
        (each) => each.id,
      ),
    async insert(record) {
      requireAccount(state, record.accountId);
      refuse(find(record.id) !== undefined);
      state.podIdentityClusters = [...state.podIdentityClusters, record];
    },
    async update(record) {
      refuse(!isSamePlace(record, find(record.id)));
      state.podIdentityClusters = state.podIdentityClusters.map((each) =>
        each.id === record.id ? record : each,
      );
    },
    async delete(id) {
      const record = find(id);
      if (record === undefined) return refuse(true);
      cascade("podIdentityCluster", record);
      state.podIdentityClusters = state.podIdentityClusters.filter((each) => each !== record);
    },
  };
}

export const podIdentityAssociations: FamilyUnderTest<"podIdentityAssociations"> = {
  tests: {
    "give back what they were given, and are found by their service account": associationRoundTrip,
    "need a cluster of their account, and go with it": associationRefusals,
  },
  naive: {
    open: openNaiveAssociations,
    whenDeleted: {
      podIdentityCluster(state, { id }) {
        state.podIdentityAssociations = state.podIdentityAssociations.filter(
          ({ clusterId }) => clusterId !== id,
        );
      },
    },
  },
  operations: {
    insertPodIdentityAssociation: (tx, first, second, third) =>
      tx.podIdentityAssociations.insert(modelOne(first, second, third)),
    updatePodIdentityAssociation: (tx, first, second, third) =>
      tx.podIdentityAssociations.update({ ...modelOne(first, second, third), roleArn: `${third}` }),
    deletePodIdentityAssociation: (tx, first) => tx.podIdentityAssociations.delete(`a-${first}`),
  },
  begin: (first) => [{ name: "insertPodIdentityAssociation", first, second: 0, third: first }],
  answers: (tx) =>
    Promise.all(
      NUMBERS.map(async (number) => [
        await tx.podIdentityAssociations.list(clusterArn(number), { limit: 2 }),
        await tx.podIdentityAssociations.count(clusterArn(number)),
        await tx.podIdentityAssociations.ofServiceAccount(clusterArn(number), "default", "app-1"),
      ]),
    ),
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const id = `a-${number}`;
        return [`podIdentityAssociation ${id}`, await tx.podIdentityAssociations.byId(id)];
      }),
    ),
};

function modelOne(first: number, second: number, third: number): PodIdentityAssociationRecord {
  const { accountId: owner } = place(second);
  return podIdentityAssociation(first, {
    accountId: owner,
    clusterId: clusterArn(third),
    serviceAccount: `app-${second % 3}`,
  });
}

function openNaiveAssociations(state: NaiveState): WriteTransaction["podIdentityAssociations"] {
  const find = (id: string) => state.podIdentityAssociations.find((each) => each.id === id);
  const of = (cluster: string) => state.podIdentityAssociations.filter((each) => each.clusterId === cluster);
  const sameSubject = (a: PodIdentityAssociationRecord, b: PodIdentityAssociationRecord | undefined) =>
    a.clusterId === b?.clusterId && a.namespace === b.namespace && a.serviceAccount === b.serviceAccount;
  return {
    byId: async (id) => find(id),
    ofServiceAccount: async (cluster, namespace, serviceAccount) =>
      of(cluster).find((each) => each.namespace === namespace && each.serviceAccount === serviceAccount),
    count: async (cluster) => of(cluster).length,
    list: async (cluster, request) =>
      pageOf(
        sortBy(of(cluster), (each) => each.id),
        request,
        (each) => each.id,
      ),
    async insert(record) {
      const cluster = state.podIdentityClusters.find(({ id }) => id === record.clusterId);
      refuse(cluster?.accountId !== record.accountId || find(record.id) !== undefined);
      refuse(state.podIdentityAssociations.some((each) => sameSubject(each, record)));
      state.podIdentityAssociations = [...state.podIdentityAssociations, record];
    },
    async update(record) {
      const old = find(record.id);
      refuse(old?.accountId !== record.accountId || !sameSubject(record, old));
      state.podIdentityAssociations = state.podIdentityAssociations.map((each) =>
        each === old ? record : each,
      );
    },
    async delete(id) {
      refuse(find(id) === undefined);
      state.podIdentityAssociations = state.podIdentityAssociations.filter((each) => each.id !== id);
    },
  };
}

const heardBy = (store: Store) => (work: (tx: WriteTransaction) => Promise<void>) =>
  toldBy(store, () => store.write(work));

async function clusterRoundTrip(store: Store): Promise<void> {
  const full = podIdentityCluster(1, { keySet: TEXT, issuerUrl: TEXT, createdAt: LATE });
  const heard = heardBy(store);
  const told = [`podIdentityCluster ${full.id}`];
  const find = () => store.read((tx) => tx.podIdentityClusters.byId(full.id));
  assert.deepEqual(await heard((tx) => tx.podIdentityClusters.insert(full)), told);
  assert.deepEqual(await find(), full);
  await store.write(async (tx) => {
    for (const number of [3, 2]) await tx.podIdentityClusters.insert(podIdentityCluster(number));
    await tx.podIdentityClusters.insert(podIdentityCluster(4, { region: REGIONS[1] }));
    await tx.podIdentityClusters.insert(podIdentityCluster(5, { accountId: accountId(2) }));
  });
  await store.read(async (tx) => {
    const first = await tx.podIdentityClusters.list(ACCOUNT, REGIONS[0], { limit: 2 });
    assert.deepEqual(first, { items: [full, podIdentityCluster(2)], next: clusterArn(2) });
    const rest = await tx.podIdentityClusters.list(ACCOUNT, REGIONS[0], { limit: 2, after: clusterArn(2) });
    assert.deepEqual(rest, { items: [podIdentityCluster(3)] });
    assert.equal(await tx.podIdentityClusters.count(ACCOUNT), 4);
  });
  assert.deepEqual(await heard((tx) => tx.podIdentityClusters.update(podIdentityCluster(1))), told);
  assert.deepEqual(await find(), podIdentityCluster(1));
  assert.deepEqual(await heard((tx) => tx.podIdentityClusters.delete(full.id)), told);
  assert.equal(await find(), undefined);
}

async function clusterRefusals(store: Store): Promise<void> {
  await store.write((tx) => tx.podIdentityClusters.insert(podIdentityCluster(1)));
  await assertConflicts(store, [
    (tx) => tx.podIdentityClusters.insert(podIdentityCluster(1)),
    (tx) => tx.podIdentityClusters.insert(podIdentityCluster(2, { accountId: accountId(9) })),
    (tx) => tx.podIdentityClusters.update(podIdentityCluster(2)),
    (tx) => tx.podIdentityClusters.update(podIdentityCluster(1, { accountId: accountId(2) })),
    (tx) => tx.podIdentityClusters.update(podIdentityCluster(1, { region: REGIONS[1] })),
    (tx) => tx.podIdentityClusters.delete(clusterArn(2)),
  ]);
}

async function associationRoundTrip(store: Store): Promise<void> {
  const full = podIdentityAssociation(1, {
    areSessionTagsDisabled: true,
    tags: TAGS,
    modifiedAt: LATE,
    roleArn: TEXT,
  });
  const heard = heardBy(store);
  const told = [`podIdentityAssociation ${full.id}`];
  const { clusterId, namespace, serviceAccount } = full;
  const find = () =>
    store.read((tx) => tx.podIdentityAssociations.ofServiceAccount(clusterId, namespace, serviceAccount));
  await store.write((tx) => tx.podIdentityClusters.insert(podIdentityCluster(1)));
  assert.deepEqual(await heard((tx) => tx.podIdentityAssociations.insert(full)), told);
  assert.deepEqual(await find(), full);
  await store.write(async (tx) => {
    for (const number of [3, 2]) await tx.podIdentityAssociations.insert(podIdentityAssociation(number));
  });
  await store.read(async (tx) => {
    const first = await tx.podIdentityAssociations.list(clusterId, { limit: 2 });
    assert.deepEqual(first, { items: [full, podIdentityAssociation(2)], next: "a-2" });
    const rest = await tx.podIdentityAssociations.list(clusterId, { limit: 2, after: "a-2" });
    assert.deepEqual(rest, { items: [podIdentityAssociation(3)] });
    assert.equal(await tx.podIdentityAssociations.count(clusterId), 3);
    assert.equal(await tx.podIdentityAssociations.ofServiceAccount(clusterId, "other", "app-1"), undefined);
  });
  const updated = podIdentityAssociation(1);
  assert.deepEqual(await heard((tx) => tx.podIdentityAssociations.update(updated)), told);
  assert.deepEqual(await find(), updated);
  assert.deepEqual(await heard((tx) => tx.podIdentityAssociations.delete(full.id)), told);
  assert.equal(await find(), undefined);
}

async function associationRefusals(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [1, 2]) await tx.podIdentityClusters.insert(podIdentityCluster(number));
    await tx.podIdentityAssociations.insert(podIdentityAssociation(1));
    await tx.podIdentityAssociations.insert(podIdentityAssociation(2, { clusterId: clusterArn(2) }));
  });
  await assertConflicts(store, [
    (tx) => tx.podIdentityAssociations.insert(podIdentityAssociation(1, { serviceAccount: "b" })),
    (tx) => tx.podIdentityAssociations.insert(podIdentityAssociation(3, { serviceAccount: "app-1" })),
    (tx) => tx.podIdentityAssociations.insert(podIdentityAssociation(3, { clusterId: clusterArn(9) })),
    (tx) => tx.podIdentityAssociations.insert(podIdentityAssociation(3, { accountId: accountId(2) })),
    (tx) => tx.podIdentityAssociations.update(podIdentityAssociation(3)),
    (tx) => tx.podIdentityAssociations.update(podIdentityAssociation(1, { namespace: "other" })),
    (tx) => tx.podIdentityAssociations.delete("a-3"),
  ]);
  const told = await heardBy(store)((tx) => tx.podIdentityClusters.delete(clusterArn(1)));
  assert.deepEqual(told.toSorted(), ["podIdentityAssociation a-1", `podIdentityCluster ${clusterArn(1)}`]);
  await store.read(async (tx) => {
    assert.equal(await tx.podIdentityAssociations.byId("a-1"), undefined);
    assert.ok((await tx.podIdentityAssociations.byId("a-2")) !== undefined, "another's stays");
  });
}
