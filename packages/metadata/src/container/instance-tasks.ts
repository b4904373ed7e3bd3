import { createHmac } from "node:crypto";
import { type CredentialSource, createCredentialSource } from "../rotation/credential-source.ts";
import type { SharedParts } from "../rotation/credential-sources.ts";
import { CredentialsRefused, type RoleCredentials } from "../rotation/role-credentials.ts";
import { pauseMs } from "../rotation/schedule.ts";
import type { TaskServer } from "./ecs-agent.ts";
import type { TaskDescription } from "./task-metadata.ts";

/** A task that runs on this instance, as the server knows it. */
export interface InstanceTask {
  readonly id: string;
  readonly taskArn: string;
  readonly cluster: string;
  readonly family: string;
  readonly revision: string;
  /** Undefined: it gets no credentials. */
  readonly roleArn: string | undefined;
  readonly containers: readonly { readonly name: string; readonly image: string }[];
  readonly sessionsRevokedUpToMs: number | undefined;
}

/** What the server tells the agent of an instance, which proves itself. */
export interface InstanceTaskServer {
  /** @throws Error where it cannot be asked */
  listTasks(): Promise<readonly InstanceTask[]>;
  /** @throws CredentialsRefused where the role may not be assumed; Error where it cannot be asked */
  fetchTaskCredentials(taskId: string): Promise<RoleCredentials>;
}

/** What one container has to know, and nobody else. */
export interface ContainerIds {
  readonly taskId: string;
  readonly containerName: string;
  /** Undefined where the task has no role. */
  readonly credentialsId: string | undefined;
  readonly metadataId: string;
}

export interface InstanceTasksParts extends Omit<SharedParts, "renewEveryMs"> {
  readonly server: InstanceTaskServer;
  /** Of this machine alone: ids are made with it, so that they outlive a restart and are known to no server. */
  readonly key: Uint8Array;
  readonly availabilityZone: string | undefined;
  /** Told what containers there are now, whenever that changed. */
  readonly onChanged: (containers: readonly ContainerIds[]) => void;
}

export interface InstanceTasks extends TaskServer {
  /** To be called every few seconds. Settles when what it asked has been answered; never rejects. */
  tick(): Promise<void>;
}

interface Known {
  readonly task: InstanceTask;
  readonly source: CredentialSource | undefined;
}

const HOUR_MS = 3_600_000;
/** How soon tasks that appear or stop are heard of. */
const ASKED_EVERY_MS = 3_000;

/** The tasks that run on an instance, as they are now: those that stopped get nothing more. */
export function createInstanceTasks(parts: InstanceTasksParts): InstanceTasks {
  return new Tasks(parts);
}

class Tasks implements InstanceTasks {
  readonly #parts: InstanceTasksParts;
  #known: ReadonlyMap<string, Known> | undefined;
  #byCredentialsId = new Map<string, CredentialSource>();
  #byMetadataId = new Map<string, TaskDescription>();
  #told = "";
  #asking: Promise<void> | undefined;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #pauseMs = ASKED_EVERY_MS;
  #failures = 0;

  constructor(parts: InstanceTasksParts) {
    this.#parts = parts;
  }

  sourceOf(id: string): CredentialSource {
    return this.#find(this.#byCredentialsId, id);
  }

  async describe(id: string): Promise<TaskDescription> {
    return this.#find(this.#byMetadataId, id);
  }

  async tick(): Promise<void> {
    for (const { source } of this.#known?.values() ?? []) source?.tick();
    const nowMs = this.#parts.clock();
    // A clock that was set back does not stop it.
    if (this.#asking === undefined && Math.abs(nowMs - this.#askedAtMs) >= this.#pauseMs) {
      this.#askedAtMs = nowMs;
      this.#asking = this.#ask().finally(() => {
        this.#asking = undefined;
      });
    }
    await this.#asking;
  }

  #find<Value>(values: ReadonlyMap<string, Value>, id: string): Value {
    if (this.#known === undefined) throw new Error("The server has not said yet which tasks there are.");
    const found = values.get(id);
    if (found !== undefined) return found;
    const message = "No task on this instance has the id.";
    throw new CredentialsRefused({
      code: "InvalidIdInRequest",
      message,
      status: 400,
      atMs: this.#parts.clock(),
    });
  }

  async #ask(): Promise<void> {
    try {
      this.#take(await this.#parts.server.listTasks());
      this.#failures = 0;
      this.#pauseMs = ASKED_EVERY_MS;
    } catch (error) {
      this.#failures += 1;
      this.#pauseMs = Math.max(ASKED_EVERY_MS, pauseMs(this.#failures, this.#parts.random()));
      // INVARIANT: an instance that the server knows no more has no tasks. Only where it cannot be asked do they stay what they were.
      if (error instanceof CredentialsRefused) this.#take([]);
    }
  }

  #take(tasks: readonly InstanceTask[]): void {
    const known = new Map(tasks.map((task): [string, Known] => [task.id, this.#knownOf(task)]));
    for (const { task, source } of known.values())
      if (task.sessionsRevokedUpToMs !== undefined) source?.revoke(task.sessionsRevokedUpToMs);
    this.#known = known;
    const containers = tasks.flatMap((task) => this.#idsOf(task));
    const told = JSON.stringify(containers);
    if (told === this.#told) return;
    this.#byCredentialsId = new Map();
    this.#byMetadataId = new Map();
    for (const ids of containers) this.#serve(ids, known.get(ids.taskId));
    this.#parts.onChanged(containers);
    this.#told = told;
  }

  #knownOf(task: InstanceTask): Known {
    const old = this.#known?.get(task.id);
    if (old !== undefined) return { task, source: old.source };
    const { server, clock, random, wait } = this.#parts;
    const fetch = () => server.fetchTaskCredentials(task.id);
    const source = createCredentialSource({ clock, random, wait, renewEveryMs: HOUR_MS, fetch });
    return { task, source: task.roleArn === undefined ? undefined : source };
  }

  #idsOf({ id, roleArn, containers }: InstanceTask): readonly ContainerIds[] {
    return containers.map(({ name }) => ({
      taskId: id,
      containerName: name,
      credentialsId: roleArn === undefined ? undefined : uuidOf(this.#secretOf(`credentials ${id}`)),
      metadataId: `${id}-${this.#secretOf(`metadata ${id} ${name}`).toString("hex").slice(0, 32)}`,
    }));
  }

  #serve({ credentialsId, metadataId, containerName }: ContainerIds, known: Known | undefined): void {
    if (known === undefined) throw new Error("A container of a task that is not known.");
    const { task, source } = known;
    if (credentialsId !== undefined && source !== undefined) this.#byCredentialsId.set(credentialsId, source);
    const containers = task.containers.map((each) => ({ ...each, id: runtimeId(task.id, each.name) }));
    const container = containers.find(({ name }) => name === containerName);
    if (container === undefined) throw new Error("A container that its task does not have.");
    const { availabilityZone } = this.#parts;
    this.#byMetadataId.set(metadataId, { ...task, availabilityZone, container, containers });
  }

  #secretOf(text: string): Buffer {
    return createHmac("sha256", this.#parts.key).update(`rolecall ecs ${text}`).digest();
  }
}

/** Version 8: its bits are nobody's but ours. RFC 9562, section 5.8 */
function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  const variant = ((Number.parseInt(hex[16] ?? "0", 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** As on Fargate: whoever runs the container here is not asked. */
function runtimeId(taskId: string, name: string): string {
  const number = createHmac("sha256", taskId).update(name).digest().readUInt32BE();
  return `${taskId}-${String(number).padStart(10, "0")}`;
}
