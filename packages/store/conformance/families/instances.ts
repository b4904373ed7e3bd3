import assert from "node:assert/strict";
import { toInstanceId } from "@rolecall/names";
import type { WriteTransaction } from "../../src/families.ts";
import type { InstanceRecord, InstanceState, ListedInstance } from "../../src/records/instance.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import {
  ACCOUNT_NUMBERS,
  type FamilyUnderTest,
  type NaiveCascade,
  type NaiveState,
  NUMBERS,
  type SubjectPart,
} from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { ACCOUNT, accountId, CREATED_AT, LATE, pick, TAGS } from "../samples.ts";
import { instanceProfile } from "./instance-profiles.ts";

const STATES = ["pending", "running", "shutting-down", "terminated", "stopping", "stopped"] as const;

export function instance(number: number, more: Partial<InstanceRecord> = {}): InstanceRecord {
  return {
    id: toInstanceId(`i-${number.toString(16).padStart(17, "0")}`),
    accountId: ACCOUNT,
    state: "running",
    tags: [],
    launchedAt: CREATED_AT,
    region: "eu-central-1",
    description: {},
    metadataOptions: {
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      isEndpointEnabled: true,
      areTagsEnabled: false,
    },
    ...more,
  };
}

export const instances: FamilyUnderTest<"instances"> = {
  tests: {
    "give back what they were given, in pages": roundTrip,
    "have an id of their own, and a profile of their account": refusals,
    "keep a profile that is deleted, and have nothing of one made anew": deletedProfile,
    "have a name of their own in their account": names,
    "have EC2's states": states,
  },
  naive: { open: (state, cascade) => naiveInstances(state, cascade) },
  operations: {
    launch: (tx, first, second, third) => tx.instances.insert(launched(first, second, third)),
    changeInstance: (tx, first, second, third) =>
      tx.instances.update({ ...launched(first, second, third), state: pick(STATES, second) }),
    forgetInstance: (tx, first) => tx.instances.delete(instance(first).id),
  },
  begin: (first) => [{ name: "launch", first, second: first, third: 0 }],
  async answers(tx) {
    const answers: unknown[] = [];
    for (const request of [{ limit: 2 }, { limit: 1, after: instance(0).id }]) {
      for (const number of ACCOUNT_NUMBERS) {
        answers.push(await tx.instances.list(accountId(number), request));
        answers.push(await tx.instances.count(accountId(number)));
        answers.push(await tx.instances.byName(accountId(number), "web-1"));
      }
      for (const number of NUMBERS) {
        answers.push(await tx.instances.ofInstanceProfile(instanceProfile(number).id, request));
      }
    }
    return answers;
  },
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = instance(number);
        return [`instance ${id}`, await tx.instances.byId(id)];
      }),
    ),
};

/** One in three has no profile, and one in three belongs to account 2. */
function launched(number: number, profile: number, place: number): InstanceRecord {
  const { id: instanceProfileId } = instanceProfile(profile);
  return instance(number, {
    accountId: accountId(place === 2 ? 2 : 1),
    // Of few names, so that they meet.
    ...(profile > 1 && { name: `web-${profile % 3}`, userData: "aGVsbG8=" }),
    ...(place !== 1 && { instanceProfileId }),
  });
}

function naiveInstances(state: NaiveState, cascade: NaiveCascade): WriteTransaction["instances"] {
  const find = (id: string) => state.instances.find((each) => each.id === id);
  const idOf = (each: ListedInstance) => each.id;
  const requireProfile = ({ accountId, instanceProfileId }: InstanceRecord) => {
    const own = state.instanceProfiles.filter((each) => each.accountId === accountId);
    refuse(instanceProfileId !== undefined && !own.some((each) => each.id === instanceProfileId));
  };
  const requireName = ({ id, accountId, name }: InstanceRecord) => {
    const others = state.instances.filter((each) => each.id !== id && each.accountId === accountId);
    refuse(name !== undefined && others.some((each) => each.name === name));
  };
  const listed = ({ userData, ...others }: InstanceRecord): ListedInstance => others;
  const pageWhere = (is: (each: InstanceRecord) => boolean, request: { limit: number; after?: string }) =>
    pageOf(sortBy(state.instances.filter(is), idOf).map(listed), request, idOf);
  return {
    byId: async (id) => find(id),
    byName: async (accountId, name) =>
      state.instances.find((each) => each.accountId === accountId && each.name === name),
    count: async (accountId) => state.instances.filter((each) => each.accountId === accountId).length,
    list: async (accountId, request) => pageWhere((each) => each.accountId === accountId, request),
    ofInstanceProfile: async (id, request) => pageWhere((each) => each.instanceProfileId === id, request),
    async insert(record) {
      requireProfile(record);
      refuse(find(record.id) !== undefined);
      requireName(record);
      state.instances = [...state.instances, record];
    },
    async update(record) {
      const old = find(record.id);
      refuse(old === undefined || old.accountId !== record.accountId);
      if (old?.instanceProfileId !== record.instanceProfileId) requireProfile(record);
      requireName(record);
      state.instances = state.instances.map((each) => (each === old ? record : each));
    },
    async delete(id) {
      const old = find(id);
      refuse(old === undefined);
      if (old !== undefined) cascade("instance", old);
      state.instances = state.instances.filter((each) => each.id !== id);
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const { id: instanceProfileId } = instanceProfile(1);
  const listed = instance(1, {
    instanceProfileId,
    tags: TAGS,
    launchedAt: LATE,
    name: "web-1",
    description: { availabilityZone: "eu-central-1a", privateIpAddress: "10.0.0.7", vpcId: "vpc-1" },
    publicKey: "MFkw",
    enrolledAt: LATE,
    enrolment: { digest: "abc", expiresAt: LATE },
  });
  const full = { ...listed, userData: "aGVsbG8=" };
  await store.write(async (tx) => {
    await tx.instanceProfiles.insert(instanceProfile(1));
    for (const each of [instance(3, { instanceProfileId }), full, instance(2)])
      await tx.instances.insert(each);
    await tx.instances.insert(instance(4, { accountId: accountId(2) }));
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.instances.byId(full.id), full);
    assert.equal(await tx.instances.byId(instance(9).id), undefined);
    const first = await tx.instances.list(ACCOUNT, { limit: 2 });
    assert.deepEqual(first, { items: [listed, instance(2)], next: instance(2).id });
    const rest = await tx.instances.list(ACCOUNT, { limit: 2, after: instance(2).id });
    assert.deepEqual(rest, { items: [instance(3, { instanceProfileId })] });
    const ofProfile = await tx.instances.ofInstanceProfile(instanceProfileId, { limit: 1 });
    assert.deepEqual(ofProfile, { items: [listed], next: full.id });
    assert.deepEqual(await tx.instances.byName(ACCOUNT, "web-1"), full);
    assert.equal(await tx.instances.byName(accountId(2), "web-1"), undefined);
    assert.equal(await tx.instances.count(ACCOUNT), 3);
    await assert.rejects(tx.instances.list(ACCOUNT, { limit: 0 }), RangeError);
  });
  await store.write(async (tx) => {
    await tx.instances.update(instance(1, { state: "stopped" }));
    assert.deepEqual(await tx.instances.byId(full.id), instance(1, { state: "stopped" }));
    await tx.instances.delete(full.id);
    assert.equal(await tx.instances.byId(full.id), undefined);
  });
}

async function refusals(store: Store): Promise<void> {
  const { id: instanceProfileId } = instanceProfile(1);
  await store.write(async (tx) => {
    await tx.instances.insert(instance(1));
    await tx.instanceProfiles.insert(instanceProfile(1, { accountId: accountId(2) }));
  });
  await assertConflicts(store, [
    (tx) => tx.instances.insert(instance(1, { state: "stopped" })),
    (tx) => tx.instances.insert(instance(2, { instanceProfileId: instanceProfile(2).id })),
    (tx) => tx.instances.insert(instance(2, { instanceProfileId })),
    (tx) => tx.instances.update(instance(1, { instanceProfileId })),
    (tx) => tx.instances.update(instance(1, { accountId: accountId(2) })),
    (tx) => tx.instances.update(instance(2)),
    (tx) => tx.instances.delete(instance(2).id),
  ]);
}

async function names(store: Store): Promise<void> {
  const name = "web-1";
  await store.write(async (tx) => {
    await tx.instances.insert(instance(1, { name }));
    await tx.instances.insert(instance(2));
    await tx.instances.insert(instance(3, { name, accountId: accountId(2) }));
    await tx.instances.insert(instance(4, { name: "Web-1" }));
  });
  await assertConflicts(store, [
    (tx) => tx.instances.insert(instance(5, { name })),
    (tx) => tx.instances.update(instance(2, { name })),
  ]);
  await store.write(async (tx) => {
    await tx.instances.delete(instance(1).id);
    await tx.instances.update(instance(2, { name }));
    assert.deepEqual(await tx.instances.byName(ACCOUNT, name), instance(2, { name }));
  });
}

async function deletedProfile(store: Store): Promise<void> {
  const old = instanceProfile(1);
  const anew = instanceProfile(2, { name: old.name });
  const launched = instance(1, { instanceProfileId: old.id });
  await store.write(async (tx) => {
    await tx.instanceProfiles.insert(old);
    await tx.instances.insert(launched);
    await tx.instanceProfiles.delete(old.id);
    await tx.instanceProfiles.insert(anew);
    // Its other properties still change, though the profile that it has is gone.
    await tx.instances.update({ ...launched, state: "stopped" });
  });
  await store.read(async (tx) => {
    const kept = { items: [{ ...launched, state: "stopped" }] };
    assert.deepEqual(await tx.instances.ofInstanceProfile(old.id, { limit: 9 }), kept);
    assert.deepEqual(await tx.instances.ofInstanceProfile(anew.id, { limit: 9 }), { items: [] });
  });
}

async function states(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const [number, state] of STATES.entries()) await tx.instances.insert(instance(number, { state }));
  });
  await assert.rejects(
    store.write((tx) => tx.instances.insert(instance(9, { state: "gone" as InstanceState }))),
  );
}
