import { rolecall } from "../define.ts";
import { task } from "./on.ts";
import { taskToWire } from "./task-shape.ts";

export const getTask = rolecall.read("GetTask", {
  on: task,
  perform: async ({ target }) => ({ Task: taskToWire(target) }),
});
