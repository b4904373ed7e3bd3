import type { InstanceId, TaskId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { TaskRecord, TaskWriter } from "../../records/task.ts";
import { integer, list, optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, statementsOf } from "../statement.ts";
import { table } from "../table.ts";

const tasks = table<TaskRecord>()("tasks", {
  key: ["id"],
  columns: {
    id: text(),
    accountId: text(),
    instanceId: text(),
    region: text(),
    cluster: text(),
    family: text(),
    revision: integer(),
    taskRoleArn: optional(text()),
    executionRoleArn: optional(text()),
    containers: list(),
    startedAt: time(),
  },
});

const { toRow, toRecord } = tasks;
const byId = tasks.selectBy(["id"]);
const ofAccount = tasks.pageBy(["accountId"], "id");
const ofInstance = tasks.selectBy(["instanceId"], "id");
const countOf = tasks.countBy(["instanceId"]);
const insertOne = tasks.insert();
const deleteOne = tasks.deleteBy(["id"]);
const deleteOfInstance = tasks.deleteBy(["instanceId"]);

const statement = statementsOf<AnySchema>("tasks");
const instanceOf = statement<Pick<TaskRecord, "instanceId" | "accountId">>()("instanceOf", (db, p) =>
  db
    .selectFrom("instances")
    .select("id")
    .where("id", "=", p.instanceId)
    .where("account_id", "=", p.accountId),
);

class Tasks implements TaskWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: TaskId): Promise<TaskRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  list(accountId: AccountId, request: PageRequest): Promise<Page<TaskRecord>> {
    const fetch = (after: string, limit: number) => this.#session.all(ofAccount, { accountId, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async ofInstance(instanceId: InstanceId): Promise<readonly TaskRecord[]> {
    return (await this.#session.all(ofInstance, { instanceId })).map(toRecord);
  }

  async countOfInstance(instanceId: InstanceId): Promise<number> {
    return countRows(this.#session, countOf, { instanceId });
  }

  async insert(record: TaskRecord): Promise<void> {
    const { instanceId, accountId } = record;
    if ((await this.#session.first(instanceOf, { instanceId, accountId })) === undefined)
      throw new StoreError("conflict", `there is no instance ${instanceId} in account ${accountId}`);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("task", record.id);
  }

  async delete(id: TaskId): Promise<void> {
    if ((await this.#session.run(deleteOne, { id })) === 0)
      throw new StoreError("conflict", `there is no task ${id} to change`);
    this.#session.note("task", id);
  }
}

export const taskFamily: SqlFamily<"tasks"> = {
  table: tasks,
  open: (session) => new Tasks(session),
  whenDeleted: {
    async instance(session, { id }) {
      for (const row of await session.all(ofInstance, { instanceId: id }))
        session.note("task", toRecord(row).id);
      await session.send(deleteOfInstance, { instanceId: id });
    },
  },
};
