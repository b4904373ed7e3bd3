import { randomBytes } from "node:crypto";
import {
  assumeRole,
  type CredentialSources,
  createCredentialSources,
  createEcsAgent,
  createFullUri,
  createImds,
  createInstanceAgent,
  createPodIdentityAgent,
  createRateLimit,
  createSessionTokens,
  type InstanceAgent,
  type InstanceDescription,
  isEcsPath,
  isPodIdentityPath,
  type MetadataDoor,
  type RoleCredentials,
  type SenderRules,
  serveMetadata,
} from "@rolecall/metadata";
import { rotationParts } from "../../packages/server/src/credential-delivery/rotation-parts.ts";
import { sendOverHttp } from "../../packages/server/src/credential-delivery/send-over-http.ts";
import { ACCOUNT, ADMIN } from "../installation/seed.ts";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/Web`;
/** Of the seed that a machine's installation has. */
export const MACHINE_ROLE = {
  name: "Web",
  trust: {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/admin` },
      Action: "sts:AssumeRole",
    },
  },
};

const DESCRIPTION: InstanceDescription = {
  instanceId: "i-0123456789abcdef0",
  accountId: ACCOUNT,
  partition: "aws",
  region: "eu-west-1",
  availabilityZone: "eu-west-1a",
  pendingTimeMs: Date.UTC(2026, 0, 1),
  options: { isEnabled: true, allowsVersion1: false, hopLimit: 1 },
  instanceProfile: {
    arn: `arn:aws:iam::${ACCOUNT}:instance-profile/Web`,
    id: "AIPAQAAAAAAAAAAAAAAAA",
    roleName: "Web",
  },
};

const SENDER: SenderRules = {
  isNear: () => true,
  isOwnHost: (host) => ["127.0.0.1", "localhost"].includes(host),
};

/** The routes of a machine, container and pod, whose role's sessions are made by a real STS. */
export interface Machine {
  readonly endpoint: string;
  /** Method, path as it was sent, status. */
  readonly asked: string[];
  /** The sessions that STS made: when each ends, by the id of its key. */
  readonly ends: Map<string, number>;
  /** Nobody can ask the server now. */
  isAway: boolean;
  tick(): void;
  stop(): Promise<void>;
}

export const FULL_URI_TOKEN = "a-token-of-the-test";

export async function startMachine(
  { endpoint }: { readonly endpoint: string },
  { clock = Date.now, durationSeconds = 3_600, more = [] as readonly MetadataDoor[] } = {},
): Promise<Machine> {
  const machine = { asked: [] as string[], ends: new Map<string, number>(), isAway: false };
  const fetch = async (): Promise<RoleCredentials> => {
    if (machine.isAway) throw new Error("Nobody answers.");
    const keys = await assumeRole({
      send: sendOverHttp,
      endpoint: new URL(endpoint),
      region: "us-east-1",
      callerCredentials: () => ADMIN,
      roleArn: ROLE,
      sessionName: DESCRIPTION.instanceId,
      durationSeconds,
      clock,
    });
    machine.ends.set(keys.accessKeyId, keys.expiresAtMs);
    return keys;
  };
  const parts = { ...rotationParts({ clock, random: randomBytes }), renewEveryMs: 3_600_000 };
  const sources = createCredentialSources(parts);
  const agent = createInstanceAgent({
    ...parts,
    server: { describe: async () => DESCRIPTION, fetchCredentials: fetch },
    description: DESCRIPTION,
    signDocument: async () => ({ document: "{}", signature: "", pkcs7: "", rsa2048: "" }),
    onDescribed: () => {},
  });
  const doors = [...more, ...containerDoors({ fetch, sources, clock }), imdsDoor(agent, clock)];
  const http = await serveMetadata({
    host: "127.0.0.1",
    port: 0,
    doors: recorded(machine.asked, doors),
    newRequestId: () => "id",
    onBug: (error) => machine.asked.push(`bug: ${error}`),
  });
  const tick = () => {
    agent.tick();
    sources.tick();
  };
  return Object.assign(machine, { endpoint: http.endpoint, tick, stop: () => http.close() });
}

interface Containers {
  readonly fetch: () => Promise<RoleCredentials>;
  readonly sources: CredentialSources;
  readonly clock: () => number;
}

function containerDoors({ fetch, sources, clock }: Containers): readonly MetadataDoor[] {
  const sender = SENDER;
  const limit = createRateLimit({ perSecond: 1_000, burst: 1_000 }, clock);
  const sourceOf = (id: string) => sources.of(`task ${id}`, fetch);
  const server = { sourceOf, describe: neverDescribed };
  const requestIdOf = ({ id }: { readonly id: string }) => id;
  const pods = { fetchCredentials: fetch, sources, sender, limit, clock, requestIdOf };
  const path = "/credentials";
  const full = { path, authorizationToken: FULL_URI_TOKEN, sender, credentials: sources.of("role", fetch) };
  return [
    { takes: isEcsPath, answer: createEcsAgent({ server, sender, limit }) },
    { takes: isPodIdentityPath, answer: createPodIdentityAgent(pods) },
    { takes: ({ rawPath }) => rawPath === path, answer: createFullUri(full) },
  ];
}

function imdsDoor(agent: InstanceAgent, clock: () => number): MetadataDoor {
  const { instanceId, options } = DESCRIPTION;
  const answer = createImds({
    tokens: createSessionTokens({ key: randomBytes(32), instanceId, clock, random: randomBytes }),
    sender: SENDER,
    options: () => options,
    treeOf: (version) => agent.treeOf(version),
    onRefused: () => {},
  });
  return { takes: () => true, answer };
}

async function neverDescribed(): Promise<never> {
  throw new Error("No test asks for it.");
}

function recorded(asked: string[], doors: readonly MetadataDoor[]): readonly MetadataDoor[] {
  return doors.map(({ takes, answer }) => ({
    takes,
    answer: async (head) => {
      const answered = await answer(head);
      asked.push(`${head.method} ${head.rawPath} ${answered.status}`);
      return answered;
    },
  }));
}
