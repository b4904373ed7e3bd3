/** The federation bench: proofs of identity providers outside become sessions. See bench/README.md. */
import type { BenchOptions } from "../bench.ts";
import { startGenerator } from "../http/generator.ts";
import { type RunningServer, startBarePost, startRolecall } from "../http/servers.ts";
import { federationSeed } from "./installation.ts";
import { startIssuer } from "./issuer.ts";
import { measureIssuerDown } from "./issuer-down.ts";
import { measureMemory } from "./memory.ts";
import { measureSpeed } from "./speed.ts";

const CONNECTIONS = 16;

export async function run(options: BenchOptions): Promise<void> {
  const generator = startGenerator();
  const issuer = await startIssuer();
  const servers: RunningServer[] = [];
  try {
    const barePost = await startBarePost();
    servers.push(barePost);
    const rolecall = await startRolecall(federationSeed([issuer]), ["--loopback-issuers"]);
    servers.push(rolecall);
    let proofs = 0;
    const { connections = CONNECTIONS } = options;
    const stage = { generator, connections, barePost, rolecall, issuer, nextNumber: () => proofs++ };
    await measureSpeed(stage, options);
    await measureIssuerDown(stage, options);
    await measureMemory(stage, options);
  } finally {
    generator.close();
    issuer.close();
    for (const server of servers) await server.close();
  }
}
