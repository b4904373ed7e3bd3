import type { Task } from "@rolecall/contracts/rolecall";
import { type Arn, formatArn } from "@rolecall/names";
import type { TaskRecord } from "@rolecall/store";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html: the long form, with its cluster */
export function taskArn({ accountId, region, cluster, id }: TaskRecord): Arn {
  return formatArn("task", { accountId, region, name: cluster, taskId: id });
}

export function taskToWire(record: TaskRecord): Task {
  return {
    TaskId: record.id,
    Arn: taskArn(record),
    InstanceId: record.instanceId,
    StartedAt: new Date(record.startedAt),
    Cluster: record.cluster,
    Family: record.family,
    Revision: record.revision,
    TaskRoleArn: record.taskRoleArn,
    ExecutionRoleArn: record.executionRoleArn,
    Containers: record.containers.map(({ name, image }) => ({ Name: name, Image: image })),
  };
}
