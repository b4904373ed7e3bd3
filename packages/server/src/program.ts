import { listen } from "@rolecall/edge";
import { limits } from "@rolecall/protocols";
import type { Configuration } from "./configuration.ts";
import { createDoors } from "./doors.ts";
import { createFrontDoor } from "./front-door.ts";
import { openDataFolder } from "./installation/data-folder.ts";
import { usableEndpoint } from "./installation/usable-endpoint.ts";
import { createMetrics } from "./metrics.ts";
import { refuseAtEdge } from "./pipeline/edge-refusal.ts";
import { logBug } from "./program/describe-bug.ts";
import { openBehind } from "./program/open-behind.ts";
import type { ProgramSurroundings } from "./program/surroundings.ts";
import type { Prepared } from "./seed/prepare-store.ts";
import { createSenderReader } from "./trusted-proxies.ts";

export interface Program {
  readonly endpoint: string;
  /** About the data folder, for who started it. */
  readonly warning: string | undefined;
  /** What this start did with the store. */
  readonly prepared: Prepared;
  /** Loads what the first requests would otherwise wait for. */
  warmUp(): Promise<void>;
  /** Lets requests end, writes what is pending, closes the store. */
  close(): Promise<void>;
}

/**
 * Listens, opens the store and seeds it where it is empty. Requests that come earlier wait.
 * @throws ConfigurationError, SeedError, StoreError, or node's error where the port is taken.
 */
export async function startProgram(
  configuration: Configuration,
  surroundings: ProgramSurroundings,
): Promise<Program> {
  const { dataFolder, host, port } = configuration;
  const warning = dataFolder === undefined ? undefined : openDataFolder(dataFolder);
  const door = createFrontDoor();
  const metrics = createMetrics();
  // The port comes first: who finds it taken must not leave an account behind, whose root user's password nobody was shown.
  const server = await listen({
    host,
    port,
    limits: { headerBytes: limits.headerBytes },
    entranceOf: createDoors(door),
    refuse: refuseAtEdge,
    newRequestId: surroundings.newId,
    onBug: logBug(surroundings),
    readSender: createSenderReader({
      networks: configuration.trustedProxies,
      onMalformed: metrics.countMalformedForwarding,
    }),
  });
  const opened = new AsyncDisposableStack();
  const close = async () => {
    door.close();
    await server.close();
    await opened.disposeAsync();
  };
  try {
    const endpoint = usableEndpoint(server.endpoint, surroundings.interfaces);
    const standing = await openBehind(door, { opened, endpoint, metrics, configuration, surroundings });
    const { prepared, installation } = standing.running();
    return { endpoint, warning, prepared, warmUp: () => installation.services.loadAll(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
