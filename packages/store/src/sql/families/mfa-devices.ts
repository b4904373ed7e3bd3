import { StoreError } from "../../errors.ts";
import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type {
  MfaDeviceCounts,
  MfaDeviceKind,
  MfaDeviceRecord,
  MfaDeviceWriter,
} from "../../records/mfa-device.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { SealedBox } from "../../records/sealed-box.ts";
import { blob, integer, json, list, optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import { requireAccount } from "../organization.ts";
import { requireOwner } from "../owner.ts";
import { pageOf } from "../page.ts";
import { SealedColumn } from "../sealed.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const NOBODY: string = "";

const devices = table<MfaDeviceRecord>()("mfa_devices", {
  key: ["accountId", "serialNumber"],
  columns: {
    accountId: text(),
    serialNumber: text(),
    kind: text(),
    sealedSeed: optional(blob()),
    securityKey: optional(json()),
    clockSteps: integer(),
    assignment: optional(json()),
    tags: list(),
    createdAt: time(),
  },
  derived: { ownerId: ({ assignment }) => assignment?.ownerId ?? NOBODY },
});

const { toRow, toRecord } = devices;
const bySerialNumber = devices.selectBy(["accountId", "serialNumber"]);
const ofOwner = devices.selectBy(["ownerId"], "serial_number");
const ofKind = devices.pageBy(["accountId", "kind"], "serialNumber");
const countAll = devices.countBy(["accountId"]);
const countOfOwner = devices.countBy(["accountId", "ownerId"]);
const countOfKind = devices.countBy(["accountId", "kind"]);
const insertOne = devices.insert();
const updateOne = devices.update();
const deleteOne = devices.deleteBy(["accountId", "serialNumber"]);
const deleteOfKind = devices.deleteBy(["ownerId", "kind"]);
const unassign = statementsOf<SchemaOf<typeof devices>>("mfa_devices")<{
  ownerId: UniqueId;
  nobody: string;
}>()("unassign", (db, p) =>
  db
    .updateTable("mfa_devices")
    .set((eb) => ({ assignment: eb.lit(null), owner_id: p.nobody }))
    .where("owner_id", "=", p.ownerId),
);
const seeds = new SealedColumn({
  table: "mfa_devices",
  key: ["account_id", "serial_number"],
  sealed: "sealed_seed",
  opensWithId: false,
});
const PAGED = {
  keyOf: ({ serial_number }: { readonly serial_number: string }) => serial_number,
  toItem: toRecord,
};

class MfaDevices implements MfaDeviceWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async bySerialNumber(accountId: AccountId, serialNumber: string): Promise<MfaDeviceRecord | undefined> {
    const row = await this.#session.first(bySerialNumber, { accountId, serialNumber });
    return row && toRecord(row);
  }

  async ofOwner(ownerId: UniqueId): Promise<readonly MfaDeviceRecord[]> {
    return ownerId === NOBODY ? [] : (await this.#session.all(ofOwner, { ownerId })).map(toRecord);
  }

  list(accountId: AccountId, kind: MfaDeviceKind, request: PageRequest): Promise<Page<MfaDeviceRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofKind, { accountId, kind, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  async count(accountId: AccountId): Promise<MfaDeviceCounts> {
    const all = await countRows(this.#session, countAll, { accountId });
    const free = await countRows(this.#session, countOfOwner, { accountId, ownerId: NOBODY });
    const virtual = await countRows(this.#session, countOfKind, { accountId, kind: "virtual" });
    return { all, assigned: all - free, virtual };
  }

  async insert(record: MfaDeviceRecord): Promise<void> {
    await requireBearer(this.#session, record);
    await this.#session.send(insertOne, toRow(record));
    noteBearer(this.#session, record);
  }

  async update(record: MfaDeviceRecord): Promise<void> {
    const { accountId, serialNumber } = record;
    const before = await this.bySerialNumber(accountId, serialNumber);
    if (before === undefined) {
      throw new StoreError("conflict", `there is no MFA device ${serialNumber} in account ${accountId}`);
    }
    await requireBearer(this.#session, record);
    await this.#session.send(updateOne, toRow(record));
    noteBearer(this.#session, before);
    noteBearer(this.#session, record);
  }

  async delete(accountId: AccountId, serialNumber: string): Promise<boolean> {
    const device = await this.bySerialNumber(accountId, serialNumber);
    if (device === undefined) return false;
    await this.#session.send(deleteOne, { accountId, serialNumber });
    noteBearer(this.#session, device);
    return true;
  }

  sealedBoxes(request: PageRequest): Promise<Page<SealedBox>> {
    return seeds.boxes(this.#session, request);
  }

  reseal(box: SealedBox, to: Uint8Array): Promise<boolean> {
    return seeds.reseal(this.#session, box, to);
  }
}

async function requireBearer(session: SqlSession, { accountId, assignment }: MfaDeviceRecord): Promise<void> {
  if (assignment === undefined) await requireAccount(session, accountId);
  else await requireOwner(session, { accountId, ...assignment });
}

/** Whoever has a device; of one that nobody has, the account. */
function noteBearer(session: SqlSession, { accountId, assignment }: MfaDeviceRecord): void {
  if (assignment?.ownerKind === "user") session.note("user", assignment.ownerId);
  else session.note("account", accountId);
}

export const mfaDeviceFamily: SqlFamily<"mfaDevices"> = {
  table: devices,
  open: (session) => new MfaDevices(session),
  whenDeleted: {
    async user(session, { id, accountId }) {
      const held = await session.all(ofOwner, { ownerId: id });
      if (held.length === 0) return;
      await session.send(deleteOfKind, { ownerId: id, kind: "securityKey" });
      await session.send(unassign, { ownerId: id, nobody: NOBODY });
      if (held.some(({ kind }) => kind !== "securityKey")) session.note("account", accountId);
    },
  },
};
