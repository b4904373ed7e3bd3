import { createHash } from "node:crypto";
import { request } from "node:http";
import type { HttpServer } from "@rolecall/edge";
import { serveMetadata } from "../metadata-service.ts";
import type { RoleCredentials } from "../rotation/role-credentials.ts";
import { createImds } from "./imds.ts";
import { createInstanceAgent, type InstanceAgent, type RoleDelivery } from "./instance-agent.ts";
import type { InstanceDescription } from "./instance-description.ts";
import type { SenderProblem } from "./judge-sender.ts";
import { createSessionTokens } from "./session-token.ts";

export const DESCRIPTION: InstanceDescription = {
  instanceId: "i-0123456789abcdef0",
  accountId: "111111111111",
  partition: "aws",
  region: "eu-west-1",
  availabilityZone: "eu-west-1a",
  privateIp: "10.0.0.7",
  pendingTimeMs: Date.UTC(2026, 0, 1),
  options: { isEnabled: true, allowsVersion1: false, hopLimit: 1 },
  tags: { Name: "web-1", team: "blue" },
  userData: Uint8Array.of(0, 255, 10),
  instanceProfile: {
    arn: "arn:aws:iam::111111111111:instance-profile/Web",
    id: "AIPAQAAAAAAAAAAAAAAAA",
    roleName: "Web",
  },
};

/** A metadata service on a port of its own, whose server is a test's. */
export interface TestInstance {
  readonly endpoint: string;
  readonly port: number;
  readonly agent: InstanceAgent;
  nowMs: number;
  description: InstanceDescription;
  /** What the server says instead. */
  failure: Error | undefined;
  /** How each session was asked for. */
  readonly deliveries: RoleDelivery[];
  readonly problems: SenderProblem[];
  readonly bugs: unknown[];
  stop(): Promise<void>;
}

interface TestInstanceOptions {
  readonly description?: InstanceDescription;
  readonly allowsVersion1?: boolean;
  readonly isNear?: (address: string) => boolean;
  readonly lifeMs?: number;
}

export async function startTestInstance(options: TestInstanceOptions = {}): Promise<TestInstance> {
  const { description = DESCRIPTION, allowsVersion1 = false, isNear = () => true } = options;
  const instance: Turned = {
    nowMs: Date.UTC(2026, 10, 26, 12, 0, 0, 400),
    description,
    failure: undefined,
    deliveries: [],
    problems: [],
    bugs: [],
  };
  const agent = startAgent(instance, options.lifeMs ?? 6 * 3_600_000);
  const answer = createImds({
    tokens: newTokens(instance),
    options: () => {
      const { options: now } = instance.description;
      return { ...now, allowsVersion1: allowsVersion1 || now.allowsVersion1 };
    },
    sender: { isNear, isOwnHost: (host) => host === "127.0.0.1" || host === "localhost" },
    treeOf: (version) => agent.treeOf(version),
    onRefused: (problem) => instance.problems.push(problem),
  });
  const http: HttpServer = await serveMetadata({
    host: "127.0.0.1",
    port: 0,
    doors: [{ takes: () => true, answer }],
    newRequestId: () => "id",
    onBug: (error) => instance.bugs.push(error),
  });
  const port = Number(new URL(http.endpoint).port);
  return Object.assign(instance, { endpoint: http.endpoint, port, agent, stop: () => http.close() });
}

type Turned = Omit<TestInstance, "endpoint" | "port" | "agent" | "stop">;

function startAgent(instance: Turned, lifeMs: number): InstanceAgent {
  return createInstanceAgent({
    server: {
      fetchCredentials: async (delivery) => fetchSession(instance, delivery, lifeMs),
      describe: async () => {
        if (instance.failure !== undefined) throw instance.failure;
        return instance.description;
      },
    },
    description: instance.description,
    clock: () => instance.nowMs,
    random: () => 0.5,
    wait: () => new Promise(() => {}),
    signDocument: async ({ instanceId }) => ({
      document: instanceId,
      signature: "signature",
      pkcs7: "pkcs7",
      rsa2048: "rsa2048",
    }),
    onDescribed: () => {},
  });
}

function fetchSession(instance: Turned, delivery: RoleDelivery, lifeMs: number): RoleCredentials {
  if (instance.failure !== undefined) throw instance.failure;
  const number = instance.deliveries.push(delivery);
  return {
    accessKeyId: `ASIA${String(number).padStart(16, "0")}`,
    secretAccessKey: `secret-${number}`,
    sessionToken: `token-${number}`,
    issuedAtMs: instance.nowMs,
    expiresAtMs: instance.nowMs + lifeMs,
  };
}

function newTokens(instance: Turned) {
  let made = 0;
  return createSessionTokens({
    key: Buffer.from("a key of the test"),
    instanceId: instance.description.instanceId,
    clock: () => instance.nowMs,
    random: (count) => createHash("sha256").update(`${++made}`).digest().subarray(0, count),
  });
}

export interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  readonly bytes: Uint8Array;
}

/** Asks as a client would; the path goes out as it is. */
export function ask(
  { port }: Pick<TestInstance, "port">,
  path: string,
  { method = "GET", headers = {}, body = "" }: { method?: string; headers?: object; body?: string } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, path, method, headers: { ...headers }, agent: false },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode, headers: response.headers, body: bytes.toString(), bytes });
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}

export const TTL = "X-aws-ec2-metadata-token-ttl-seconds";
export const TOKEN = "X-aws-ec2-metadata-token";

export async function newToken(
  instance: Pick<TestInstance, "port">,
  ttl: string | number = 21_600,
): Promise<string> {
  const { status, body } = await ask(instance, "/latest/api/token", {
    method: "PUT",
    headers: { [TTL]: `${ttl}` },
  });
  if (status !== 200) throw new Error(`No token: ${status} ${body}`);
  return body;
}

/** Asks for a thing with a token of its own. */
export async function read(instance: Pick<TestInstance, "port">, path: string): Promise<Answered> {
  return ask(instance, path, { headers: { [TOKEN]: await newToken(instance) } });
}
