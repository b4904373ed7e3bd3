import { rootUserId } from "@rolecall/names";
import type { WriteTransaction } from "../../src/families.ts";
import type { MfaDeviceRecord } from "../../src/records/mfa-device.ts";
import {
  ACCOUNT_NUMBERS,
  type FamilyUnderTest,
  type NaiveState,
  NUMBERS,
  type SubjectPart,
} from "../family-under-test.ts";
import { assignedTo, boxesOf, mfaDevice, ROOT, securityKey } from "../mfa-device-samples.ts";
import { mfaDeviceTests } from "../mfa-device-tests.ts";
import { pageOf, refuse, requireOwner, sortBy } from "../naive.ts";
import { requireAccount } from "../organization-samples.ts";
import { plainBytes, plainPage } from "../plain-bytes.ts";
import { ACCOUNT, accountId, pick } from "../samples.ts";
import { boxAnswers, naiveSealed } from "../sealed-boxes.ts";
import { user } from "./users.ts";

const isSame = (a: MfaDeviceRecord, b: Pick<MfaDeviceRecord, "accountId" | "serialNumber">) =>
  a.accountId === b.accountId && a.serialNumber === b.serialNumber;

export const mfaDevices: FamilyUnderTest<"mfaDevices"> = {
  tests: mfaDeviceTests,
  naive: {
    open: openNaive,
    whenDeleted: {
      user(state, { id }) {
        const isHeld = (each: MfaDeviceRecord) => each.assignment?.ownerId === id;
        state.mfaDevices = state.mfaDevices
          .filter((each) => !isHeld(each) || each.kind !== "securityKey")
          .map((each) => {
            if (!isHeld(each)) return each;
            const { assignment: _, ...free } = each;
            return free;
          });
      },
    },
  },
  operations: {
    insertDevice: (tx, first, second, third) => tx.mfaDevices.insert(modelDevice(first, second, third)),
    updateDevice: (tx, first, second, third) =>
      tx.mfaDevices.update({ ...modelDevice(first, second, third), clockSteps: third }),
    resealDevice: (tx, first, second) =>
      tx.mfaDevices.reseal(boxesOf(mfaDevice(first))[0]!, new Uint8Array([second])),
    deleteDevice: (tx, first) => tx.mfaDevices.delete(ACCOUNT, mfaDevice(first).serialNumber),
  },
  begin: (first) => [{ name: "insertDevice", first, second: first, third: first }],
  answers: async (tx) => [
    await Promise.all(ACCOUNT_NUMBERS.map((number) => tx.mfaDevices.count(accountId(number)))),
    plainPage(await tx.mfaDevices.list(ACCOUNT, "virtual", { limit: 2 })),
    plainPage(await tx.mfaDevices.list(ACCOUNT, "securityKey", { limit: 9 })),
    await boxAnswers(tx.mfaDevices),
    await Promise.all(
      NUMBERS.map(async (number) =>
        plainBytes(await tx.mfaDevices.bySerialNumber(ACCOUNT, mfaDevice(number).serialNumber)),
      ),
    ),
  ],
  async subjects(tx) {
    const parts: SubjectPart[] = [];
    const owners = [
      ...NUMBERS.map((number) => [`user ${user(number).id}`, user(number).id] as const),
      [`account ${ACCOUNT}`, rootUserId(ACCOUNT)] as const,
    ];
    for (const [subject, ownerId] of owners) {
      const held = await tx.mfaDevices.ofOwner(ownerId);
      parts.push([subject, held.map((each) => ({ ...each, sealedSeed: undefined }))]);
    }
    return parts;
  },
};

/** Nobody's, a user's or root's; every third is a security key. */
function modelDevice(first: number, second: number, third: number): MfaDeviceRecord {
  const assignment = pick([undefined, ROOT, assignedTo(second)], second);
  const make = third === 2 ? securityKey : mfaDevice;
  return make(first, assignment === undefined ? {} : { assignment });
}

function openNaive(state: NaiveState): WriteTransaction["mfaDevices"] {
  const of = (account: string) => state.mfaDevices.filter((each) => each.accountId === account);
  const requireBearer = ({ accountId: account, assignment }: MfaDeviceRecord) =>
    assignment === undefined
      ? requireAccount(state, account)
      : requireOwner(state, { accountId: account, ...assignment });
  const bySerial = (each: MfaDeviceRecord) => each.serialNumber;
  return {
    bySerialNumber: async (account, serialNumber) =>
      state.mfaDevices.find((each) => isSame(each, { accountId: account, serialNumber })),
    ofOwner: async (ownerId) =>
      sortBy(
        state.mfaDevices.filter((each) => each.assignment?.ownerId === ownerId),
        bySerial,
      ),
    async list(account, kind, request) {
      const own = of(account).filter((each) => each.kind === kind);
      return pageOf(sortBy(own, bySerial), request, bySerial);
    },
    async count(account) {
      const assigned = of(account).filter((each) => each.assignment !== undefined);
      const virtual = of(account).filter((each) => each.kind === "virtual");
      return { all: of(account).length, assigned: assigned.length, virtual: virtual.length };
    },
    async insert(record) {
      requireBearer(record);
      refuse(state.mfaDevices.some((each) => isSame(each, record)));
      state.mfaDevices = [...state.mfaDevices, record];
    },
    async update(record) {
      requireBearer(record);
      refuse(!state.mfaDevices.some((each) => isSame(each, record)));
      state.mfaDevices = state.mfaDevices.map((each) => (isSame(each, record) ? record : each));
    },
    async delete(account, serialNumber) {
      const kept = state.mfaDevices.filter((each) => !isSame(each, { accountId: account, serialNumber }));
      const isGone = kept.length < state.mfaDevices.length;
      state.mfaDevices = kept;
      return isGone;
    },
    ...naiveSealed({
      all: () => state.mfaDevices,
      replace: (all) => Object.assign(state, { mfaDevices: all }),
      boxesOf,
      withSeal: (each, _, sealedSeed) => ({ ...each, sealedSeed }),
    }),
  };
}
