import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { DelegatedAdministratorRecord } from "../../src/records/delegated-administrator.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import {
  ACCOUNT_NUMBERS,
  type FamilyUnderTest,
  type NaiveState,
  type SubjectPart,
} from "../family-under-test.ts";
import { pageOf, sortBy } from "../naive.ts";
import { requireMember } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, pick } from "../samples.ts";
import { organizationMember } from "./organization-members.ts";
import { organization } from "./organizations.ts";

const SERVICES = ["sso.amazonaws.com", "guardduty.amazonaws.com"] as const;
const ORGANIZATIONS = [organization(0).id, organization(1).id] as const;

/** @param number of the account */
export function delegatedAdministrator(
  number: number,
  more: Partial<DelegatedAdministratorRecord> = {},
): DelegatedAdministratorRecord {
  return {
    organizationId: organization(0).id,
    accountId: accountId(number),
    servicePrincipal: SERVICES[0],
    delegatedAt: CREATED_AT,
    ...more,
  };
}

export const delegatedAdministrators: FamilyUnderTest<"delegatedAdministrators"> = {
  tests: { "are found by account and by service": roundTrip, "have to be members": needMember },
  naive: {
    open: naiveAdministrators,
    whenDeleted: {
      organization(state, { id }) {
        const others = state.delegatedAdministrators.filter((each) => each.organizationId !== id);
        state.delegatedAdministrators = others;
      },
    },
  },
  operations: {
    delegate: (tx, first, second, third) =>
      tx.delegatedAdministrators.add(
        delegatedAdministrator(1 + first, {
          servicePrincipal: pick(SERVICES, second),
          organizationId: organization(third === 2 ? 1 : 0).id,
        }),
      ),
    removeDelegation: (tx, first, second) =>
      tx.delegatedAdministrators.remove(accountId(1 + first), pick(SERVICES, second)),
  },
  begin: (number) => [{ name: "delegate", first: number, second: 0, third: 0 }],
  async answers(tx) {
    const answers: unknown[] = [];
    for (const id of ORGANIZATIONS) {
      answers.push(await tx.delegatedAdministrators.accounts(id, { limit: 1 }));
      for (const service of SERVICES) answers.push(await tx.delegatedAdministrators.ofService(id, service));
    }
    return answers;
  },
  subjects: (tx) =>
    Promise.all(
      ACCOUNT_NUMBERS.map(async (number): Promise<SubjectPart> => {
        const id = accountId(number);
        return [`account ${id}`, await tx.delegatedAdministrators.ofAccount(id)];
      }),
    ),
};

function naiveAdministrators(state: NaiveState): WriteTransaction["delegatedAdministrators"] {
  const all = () => state.delegatedAdministrators;
  const find = (id: string, service: string) =>
    all().find((each) => each.accountId === id && each.servicePrincipal === service);
  return {
    ofAccount: async (id) => all().filter((each) => each.accountId === id),
    ofService: async (id, service) =>
      sortBy(
        all().filter((each) => each.organizationId === id && each.servicePrincipal === service),
        (each) => each.accountId,
      ),
    accounts: async (id, request) => {
      const ids = all()
        .filter((each) => each.organizationId === id)
        .map(({ accountId }) => accountId);
      return pageOf([...new Set(ids)].sort(), request, (each) => each);
    },
    async add(record) {
      requireMember(state, record.organizationId, record.accountId);
      if (find(record.accountId, record.servicePrincipal) !== undefined) return false;
      state.delegatedAdministrators = [...all(), record];
      return true;
    },
    async remove(id, service) {
      const old = find(id, service);
      state.delegatedAdministrators = all().filter((each) => each !== old);
      return old !== undefined;
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const second = delegatedAdministrator(2, { delegatedAt: LATE });
  const both = [second, delegatedAdministrator(2, { servicePrincipal: SERVICES[1] })] as const;
  const { organizationId } = second;
  await store.write(async (tx) => {
    await tx.organizations.insert(organization(0));
    for (const number of [1, 2]) await tx.organizationMembers.insert(organizationMember(number));
    for (const each of [...both, delegatedAdministrator(1)]) {
      assert.equal(await tx.delegatedAdministrators.add(each), true);
      assert.equal(await tx.delegatedAdministrators.add(each), false);
    }
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.delegatedAdministrators.ofAccount(second.accountId), both);
    assert.deepEqual(await tx.delegatedAdministrators.ofService(organizationId, SERVICES[0]), [
      delegatedAdministrator(1),
      second,
    ]);
    const first = await tx.delegatedAdministrators.accounts(organizationId, { limit: 1 });
    assert.deepEqual(first.items, [accountId(1)]);
    const request = { limit: 1, after: first.next! };
    assert.deepEqual(await tx.delegatedAdministrators.accounts(organizationId, request), {
      items: [accountId(2)],
    });
  });
  await store.write(async (tx) => {
    assert.equal(await tx.delegatedAdministrators.remove(second.accountId, SERVICES[0]), true);
    assert.equal(await tx.delegatedAdministrators.remove(second.accountId, SERVICES[0]), false);
    assert.deepEqual(await tx.delegatedAdministrators.ofAccount(second.accountId), [both[1]]);
  });
}

async function needMember(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    await tx.organizationMembers.insert(organizationMember(1));
  });
  await assertConflicts(store, [
    (tx) => tx.delegatedAdministrators.add(delegatedAdministrator(2)),
    (tx) => tx.delegatedAdministrators.add(delegatedAdministrator(1, { organizationId: organization(1).id })),
  ]);
}
