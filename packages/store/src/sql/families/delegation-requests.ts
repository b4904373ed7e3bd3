import { StoreError } from "../../errors.ts";
import type {
  DelegationRequestRecord,
  DelegationRequestState,
  DelegationRequestWriter,
} from "../../records/delegation-request.ts";
import type { AccountId, EpochMilliseconds } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { flag, integer, json, list, optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import { requireAccount } from "../organization.ts";
import { pageOf } from "../page.ts";
import { pruneByTime } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, statementsOf } from "../statement.ts";
import { table } from "../table.ts";

const ENDED: ReadonlySet<DelegationRequestState> = new Set(["FINALIZED", "REJECTED", "EXPIRED"]);
const PENDING = "pending";

const requests = table<DelegationRequestRecord>()("delegation_requests", {
  key: ["id"],
  fixed: ["requestorAccountId"],
  columns: {
    id: text(),
    requestorAccountId: text(),
    requestorName: text(),
    workflowId: text(),
    state: text(),
    ownerAccountId: optional(text()),
    ownerId: optional(text()),
    approver: optional(json()),
    description: text(),
    requestMessage: optional(text()),
    policyTemplateArn: text(),
    parameters: list(),
    permissionPolicy: text(),
    notificationChannel: text(),
    redirectUrl: optional(text()),
    onlySendByOwner: flag(),
    sessionDurationSeconds: integer(),
    notes: optional(text()),
    rejectionReason: optional(text()),
    createdAt: time(),
    updatedAt: time(),
    expiresAt: time(),
  },
  derived: { standing: ({ state }) => (ENDED.has(state) ? "ended" : PENDING) },
});

const { toRow, toRecord } = requests;
const byId = requests.selectBy(["id"]);
const byWorkflowId = requests.selectBy(["requestorAccountId", "workflowId"]);
const ofOwnerAccount = requests.pageBy(["ownerAccountId"], "id");
const countPending = statementsOf<AnySchema>("delegation_requests")<{
  readonly requestorAccountId: string;
  readonly standing: string;
  readonly now: number;
}>()("countPending", (db, p) =>
  db
    .selectFrom("delegation_requests")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("requestor_account_id", "=", p.requestorAccountId)
    .where("standing", "=", p.standing)
    .where("expires_at", ">", p.now),
);
const insertOne = requests.insert();
const updateOne = requests.update();
const pruneBefore = pruneByTime("delegation_requests", "id", "expires_at");

class DelegationRequests implements DelegationRequestWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: string): Promise<DelegationRequestRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async byWorkflowId(
    requestorAccountId: AccountId,
    workflowId: string,
  ): Promise<DelegationRequestRecord | undefined> {
    const row = await this.#session.first(byWorkflowId, { requestorAccountId, workflowId });
    return row && toRecord(row);
  }

  ofOwnerAccount(accountId: AccountId, request: PageRequest): Promise<Page<DelegationRequestRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofOwnerAccount, { ownerAccountId: accountId, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async countPending(requestorAccountId: AccountId, now: EpochMilliseconds): Promise<number> {
    return countRows(this.#session, countPending, { requestorAccountId, standing: PENDING, now });
  }

  async insert(record: DelegationRequestRecord): Promise<void> {
    await requireAccount(this.#session, record.requestorAccountId);
    await this.#session.send(insertOne, toRow(record));
  }

  async update(record: DelegationRequestRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) {
      const { id, requestorAccountId } = record;
      throw new StoreError(
        "conflict",
        `there is no delegation request ${id} of account ${requestorAccountId}`,
      );
    }
  }

  prune(before: EpochMilliseconds, limit: number): Promise<number> {
    return this.#session.run(pruneBefore, { before, limit });
  }
}

export const delegationRequestFamily: SqlFamily<"delegationRequests"> = {
  table: requests,
  open: (session) => new DelegationRequests(session),
};
