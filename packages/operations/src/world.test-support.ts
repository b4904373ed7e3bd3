/** The world of access with what operations are lent besides, for tests. */
import { openWorld as openAccessWorld } from "../../access/src/world.test-support.ts";
import type { Environment } from "./environment.ts";
import { createPreparationGate } from "./preparation-gate.ts";
import { createUsageLog } from "./usage-log.ts";

export async function openWorld() {
  const world = await openAccessWorld();
  const { random, keyRing, managedPolicies, directory } = world;
  const env: Environment = {
    random,
    keyRing,
    managedPolicies,
    quotas: {},
    directory,
    usage: createUsageLog(),
    preparations: createPreparationGate(),
    proofs: createPreparationGate(),
  };
  return { ...world, env };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
