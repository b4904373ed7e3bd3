import type { InstanceId, TaskId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";

export interface TaskContainer {
  /** No two of a task have the same. */
  readonly name: string;
  readonly image: string;
}

/** A task of ECS: containers that run on an instance, with a role of their own. One that was stopped is not kept. */
export interface TaskRecord {
  readonly id: TaskId;
  readonly accountId: AccountId;
  /** On which it runs: it goes with it. */
  readonly instanceId: InstanceId;
  /** Where its ARN is. */
  readonly region: string;
  readonly cluster: string;
  /** Of its task definition. */
  readonly family: string;
  readonly revision: number;
  /** As which its containers act. */
  readonly taskRoleArn?: string;
  /** As which whoever starts the containers acts. */
  readonly executionRoleArn?: string;
  readonly containers: readonly TaskContainer[];
  readonly startedAt: EpochMilliseconds;
}

/** Pages are sorted by id. */
interface TaskReader {
  byId(id: TaskId): Promise<TaskRecord | undefined>;
  list(accountId: AccountId, request: PageRequest): Promise<Page<TaskRecord>>;
  /** Of an instance, sorted by id. */
  ofInstance(instanceId: InstanceId): Promise<readonly TaskRecord[]>;
  countOfInstance(instanceId: InstanceId): Promise<number>;
}

/** `insert` fails with StoreError "conflict" where the id is taken or its account has no such instance, `delete` where it is unknown. */
export interface TaskWriter extends TaskReader {
  insert(record: TaskRecord): Promise<void>;
  delete(id: TaskId): Promise<void>;
}

export interface TaskFamily {
  readonly kind: "task";
  readonly record: TaskRecord;
  readonly reader: TaskReader;
  readonly writer: TaskWriter;
}
