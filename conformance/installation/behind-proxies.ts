/** Stories told behind each proxy that is installed, with the files of deploy/, one node of two being away. */
import { Agent } from "node:https";
import { after, before, describe, test } from "node:test";
import type { Keys } from "./clients.ts";
import { missingClient } from "./external-client.ts";
import { startInstallation, type TestInstallation } from "./installation.ts";
import { CADDY, NGINX, startProxy, type TestProxy } from "./proxy.ts";
import { CLIENT } from "./rude-request.ts";
import { ACCOUNT, seedWithAdmin } from "./seed.ts";

export const ANN = { accessKeyId: "AKIASEEDSEEDSEEDSANN", secretAccessKey: "secret-of-ann-which-is-long" };

/** Ann may list users by TLS, from one address, and from nowhere else. */
const SEED = seedWithAdmin({
  users: [
    {
      name: "ann",
      accessKeys: [{ id: ANN.accessKeyId, secret: ANN.secretAccessKey }],
      inlinePolicies: {
        FromHome: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "iam:ListUsers",
              Resource: "*",
              Condition: {
                Bool: { "aws:SecureTransport": "true" },
                IpAddress: { "aws:SourceIp": `${CLIENT}/32` },
              },
            },
          ],
        },
      },
    },
  ],
  roles: [
    {
      name: "Reader",
      policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      trust: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: ["sts:AssumeRole", "sts:TagSession"] },
        ],
      },
    },
  ],
});

export interface Place {
  readonly installation: TestInstallation;
  readonly proxy: TestProxy;
}

export interface Story {
  readonly name: string;
  readonly tell: (place: Place) => Promise<void>;
  readonly skip?: string | false;
  readonly needsPlainPort?: boolean;
}

/** AWS's clients, through the proxy or past it, as if from an address. */
export function configurationOf(
  endpoint: string,
  { proxy }: Place,
  credentials: Keys,
  localAddress = CLIENT,
) {
  const httpsAgent = new Agent({ ca: proxy.authority, localAddress, keepAlive: true });
  return { endpoint, region: "us-east-1", credentials, maxAttempts: 1, requestHandler: { httpsAgent } };
}

export function tellBehindProxies(stories: readonly Story[]): void {
  for (const kind of [NGINX, CADDY]) {
    const missing = missingClient(kind.program, kind.versionArgument);
    const skip = process.platform === "linux" ? missing : "only Linux has all of 127.0.0.0/8";
    describe(`behind ${kind.program}`, { skip, timeout: 60_000 }, () => {
      let installation: TestInstallation;
      let proxy: TestProxy;
      before(async () => {
        installation = await startInstallation(SEED, ["--trusted-proxy", "127.0.0.1"]);
        // One of the nodes is away, and nobody is to notice.
        proxy = await startProxy(kind, ["127.0.0.1:1", new URL(installation.endpoint).host]);
      });
      after(async () => {
        await proxy?.stop();
        await installation?.stop();
      });
      const place = (): Place => ({ installation, proxy });
      const own = kind.hasPlainPort
        ? stories
        : stories.filter(({ needsPlainPort }) => needsPlainPort !== true);
      for (const { name, tell, skip } of own) test(name, { skip: skip ?? false }, () => tell(place()));
    });
  }
}
