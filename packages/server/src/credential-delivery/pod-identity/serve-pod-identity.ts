import {
  createCredentialSources,
  createPodIdentityAgent,
  createRateLimit,
  fetchPodCredentials,
  isPodIdentityPath,
  type RolecallEndpoint,
  serveMetadata,
} from "@rolecall/metadata";
import type { ProgramSurroundings } from "../../program/surroundings.ts";
import { ownNetwork } from "../instance/own-network.ts";
import { rotationParts, tickOften } from "../rotation-parts.ts";

export interface PodIdentityPlan {
  readonly host: string;
  readonly port: number;
  readonly server: RolecallEndpoint;
  readonly clusterArn: string;
  readonly hopLimit: number;
  readonly allowedHosts: readonly string[];
}

export interface PodIdentityService {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** What tokens of pods are for. */
export const POD_AUDIENCE = "pods.eks.amazonaws.com";

/** As EKS's agent has it. */
const RENEW_EVERY_MS = 3 * 3_600_000;
const RATE = { perSecond: 1_000, burst: 500 };

/** Serves credentials to the pods of a cluster, to each those of its service account's role. */
export async function servePodIdentity(
  { host, port, server, clusterArn, hopLimit, allowedHosts }: PodIdentityPlan,
  surroundings: ProgramSurroundings,
): Promise<PodIdentityService> {
  const { clock, newId, logError } = surroundings;
  const sources = createCredentialSources({ ...rotationParts(surroundings), renewEveryMs: RENEW_EVERY_MS });
  const answer = createPodIdentityAgent({
    fetchCredentials: (token) => fetchPodCredentials(server, { clusterArn, token }),
    sources,
    sender: ownNetwork({ hopLimit: () => hopLimit, allowedHosts, clock }),
    limit: createRateLimit(RATE, clock),
    clock,
    requestIdOf: newId,
  });
  const http = await serveMetadata({
    host,
    port,
    doors: [
      { takes: isPodIdentityPath, answer },
      { takes: () => true, answer: async () => NOT_FOUND },
    ],
    newRequestId: newId,
    onBug: (error) => logError(error instanceof Error ? `${error.stack}` : String(error)),
  });
  const stopTicking = tickOften(() => sources.tick());
  return {
    endpoint: http.endpoint,
    async close() {
      stopTicking();
      await http.close();
    },
  };
}

const NOT_FOUND = {
  status: 404,
  headers: { "Content-Type": "text/plain; charset=utf-8" },
  body: "404 page not found\n",
};
