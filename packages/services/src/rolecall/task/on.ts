/** What operations on tasks are about. Source of the ARN: Service Authorization Reference, Amazon ECS, "task". */
import { formatArn, toTaskId } from "@rolecall/names";
import type { On } from "@rolecall/operations";
import type { TaskRecord } from "@rolecall/store";
import { notFound } from "../error.ts";
import { taskArn } from "./task-shape.ts";

interface Naming {
  readonly TaskId: string;
}

export interface FoundTask {
  readonly arn: string;
  /** Absent where the account has no such task. */
  readonly record: TaskRecord | undefined;
}

export const task: On<Naming, FoundTask, TaskRecord> = {
  async find({ input, caller: { accountId }, tx, request: { region } }) {
    const id = toTaskId(input.TaskId);
    const found = await tx.tasks.byId(id);
    if (found?.accountId === accountId) return { arn: taskArn(found), record: found };
    // Its cluster is known to nobody.
    return { arn: formatArn("task", { accountId, region, name: "*", taskId: id }), record: undefined };
  },
  permission: (_call, { arn }) => ({ resource: arn }),
  take({ record }, { input }) {
    if (record === undefined) throw notFound(`task ${input.TaskId}`);
    return record;
  },
};
