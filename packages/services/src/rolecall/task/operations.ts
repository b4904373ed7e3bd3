import type { Operation } from "@rolecall/operations";
import { getTask } from "./get-task.ts";
import { getTaskRoleCredentials } from "./get-task-role-credentials.ts";
import { listInstanceTasks } from "./list-instance-tasks.ts";
import { listTasks } from "./list-tasks.ts";
import { runTask } from "./run-task.ts";
import { stopTask } from "./stop-task.ts";

export const taskOperations: readonly Operation[] = [
  runTask,
  getTask,
  listTasks,
  stopTask,
  listInstanceTasks,
  getTaskRoleCredentials,
];
