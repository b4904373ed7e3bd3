/** The metadata service of an instance in a process of its own; its sessions are made at once, as none of the server's time is measured. */
import { randomBytes } from "node:crypto";
import {
  createImds,
  createInstanceAgent,
  createSessionTokens,
  type InstanceDescription,
  serveMetadata,
} from "@rolecall/metadata";

const HOUR_MS = 3_600_000;
const description: InstanceDescription = {
  instanceId: "i-0123456789abcdef0",
  accountId: "111122223333",
  partition: "aws",
  region: "eu-west-1",
  availabilityZone: "eu-west-1a",
  pendingTimeMs: Date.now(),
  options: { isEnabled: true, allowsVersion1: false, hopLimit: 1 },
  instanceProfile: {
    arn: "arn:aws:iam::111122223333:instance-profile/Web",
    id: "AIPAQAAAAAAAAAAAAAAAA",
    roleName: "Web",
  },
};

const clock = Date.now;
const agent = createInstanceAgent({
  server: {
    describe: async () => description,
    fetchCredentials: async () => ({
      accessKeyId: "ASIAQAAAAAAAAAAAAAAA",
      secretAccessKey: "s".repeat(40),
      sessionToken: "t".repeat(400),
      issuedAtMs: clock(),
      expiresAtMs: clock() + 6 * HOUR_MS,
    }),
  },
  description,
  clock,
  random: Math.random,
  wait: () => new Promise(() => {}),
  signDocument: async () => ({ document: "{}", signature: "", pkcs7: "", rsa2048: "" }),
  onDescribed: () => {},
});
const own = new Set(["127.0.0.1"]);
const answer = createImds({
  tokens: createSessionTokens({
    key: randomBytes(32),
    instanceId: description.instanceId,
    clock,
    random: randomBytes,
  }),
  sender: { isNear: (address) => own.has(address), isOwnHost: (host) => own.has(host) },
  options: () => description.options,
  treeOf: (version) => agent.treeOf(version),
  onRefused: () => {},
});
let requests = 0;
const { endpoint } = await serveMetadata({
  host: "127.0.0.1",
  port: 0,
  doors: [{ takes: () => true, answer }],
  newRequestId: () => String(++requests),
  onBug: (error) => process.stderr.write(`${error}\n`),
});
process.send?.(Number(new URL(endpoint).port));
