import { NO_PERMISSION, sessionsRevokedAt } from "@rolecall/access";
import { findRole } from "@rolecall/operations/role-session";
import { rolecall } from "../define.ts";
import { confirmInstance, proveInstance } from "../delivery/instance-caller.ts";
import { taskToWire } from "./task-shape.ts";

/** What runs on an instance, for the instance itself alone. The quota of tasks is what bounds the answer. */
export const listInstanceTasks = rolecall.readUnsigned("ListInstanceTasks", {
  prove: (proving) => proveInstance("ListInstanceTasks", proving),
  resolve: confirmInstance,
  requires: () => NO_PERMISSION,
  async perform({ call, target: { id } }) {
    const { tx } = call;
    const tasks = await tx.tasks.ofInstance(id);
    const revoked = new Map<string, Promise<Date | undefined>>();
    const revokedAt = async (roleArn: string) => {
      const { role } = await findRole(call, roleArn);
      return role && sessionsRevokedAt(tx, role.record);
    };
    for (const { taskRoleArn: arn } of tasks)
      if (arn !== undefined && !revoked.has(arn)) revoked.set(arn, revokedAt(arn));
    const shown = tasks.map(async (record) => ({
      Task: taskToWire(record),
      SessionsRevokedAt: await revoked.get(record.taskRoleArn ?? ""),
    }));
    return { Tasks: await Promise.all(shown) };
  },
});
