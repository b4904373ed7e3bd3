import { rolecall } from "../define.ts";
import { task } from "./on.ts";
import { taskToWire } from "./task-shape.ts";

/**
 * Forgets a task: nobody gets credentials for it from then on. Those that are out live to their end, as on ECS. Unlike there, it is not
 * listed for an hour more. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html
 */
export const stopTask = rolecall.write("StopTask", {
  on: task,
  perform: async ({ call: { tx }, target: record }) => {
    await tx.tasks.delete(record.id);
    return { Task: taskToWire(record) };
  },
});
