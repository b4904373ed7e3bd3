import {
  createEcsAgent,
  createInstanceTasks,
  createRateLimit,
  type InstanceDescription,
  type InstanceTaskServer,
  serveMetadata,
} from "@rolecall/metadata";
import type { ProgramSurroundings } from "../../program/surroundings.ts";
import { rotationParts, tickOften } from "../rotation-parts.ts";
import type { InstanceState } from "./instance-state.ts";
import { ownNetwork } from "./own-network.ts";
import { writeTaskFiles } from "./task-files.ts";

/** Where the containers of this machine find their credentials. */
export interface ContainerPlan {
  readonly host: string;
  readonly port: number;
}

interface Instance {
  readonly server: InstanceTaskServer;
  readonly description: () => InstanceDescription;
  readonly state: InstanceState;
  readonly stateFile: string;
  readonly allowedHosts: readonly string[];
}

export interface ContainerService {
  readonly endpoint: string;
  /** Of a file of variables for each container. */
  readonly folder: string;
  close(): Promise<void>;
}

/** As ECS's agent: so many requests a second. */
const LIMIT = { perSecond: 40, burst: 60 };
/** Containers stand in networks of this machine; who is further away has no business here. */
const HOP_LIMIT = 2;

/** Serves ECS's container routes, and nothing of the instance, on a port of their own. */
export async function serveContainers(
  plan: ContainerPlan,
  { server, description, state, stateFile, allowedHosts }: Instance,
  surroundings: ProgramSurroundings,
): Promise<ContainerService> {
  const { clock, newId, logError } = surroundings;
  const folder = `${stateFile.replace(/\.json$/, "")}.tasks`;
  let endpoint = "";
  const tasks = createInstanceTasks({
    ...rotationParts(surroundings),
    server,
    key: Buffer.from(state.tokenKey, "base64"),
    availabilityZone: description().availabilityZone,
    onChanged(containers) {
      try {
        writeTaskFiles(folder, endpoint, containers);
      } catch (error) {
        logError(`rolecall metadata: what containers need cannot be written: ${(error as Error).message}`);
        throw error;
      }
    },
  });
  const agent = createEcsAgent({
    server: tasks,
    sender: ownNetwork({ hopLimit: () => HOP_LIMIT, allowedHosts, clock }),
    limit: createRateLimit(LIMIT, clock),
  });
  const http = await serveMetadata({
    ...plan,
    doors: [{ takes: () => true, answer: agent }],
    newRequestId: newId,
    onBug: (error) => logError(error instanceof Error ? `${error.stack}` : String(error)),
  });
  endpoint = http.endpoint;
  await tasks.tick();
  const stopTicking = tickOften(() => void tasks.tick());
  return {
    endpoint,
    folder,
    async close() {
      stopTicking();
      await http.close();
    },
  };
}
