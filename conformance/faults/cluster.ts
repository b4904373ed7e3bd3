/** Nodes on one PostgreSQL, each with a link of its own that can be disturbed. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createDatabase,
  type OwnTestServer,
  startTestServer,
} from "../../packages/store/engines/postgres/server.test-support.ts";
import { Node } from "./node.ts";
import { NodeLink } from "./node-link.ts";

/** With a link of its own to the database. */
export class LinkedNode extends Node {
  readonly link: NodeLink;

  constructor(name: string, link: NodeLink, args: readonly string[]) {
    super(name, args);
    this.link = link;
  }
}

export interface Cluster {
  readonly server: OwnTestServer;
  /** Of the nodes' database, without a proxy. */
  readonly databaseUrl: string;
  readonly nodes: readonly LinkedNode[];
  close(): Promise<void>;
}

interface ClusterOptions {
  readonly nodes: number;
  readonly seed: object;
  readonly more: readonly string[];
}

export async function startCluster({ nodes: count, seed, more }: ClusterOptions): Promise<Cluster> {
  const server = await startTestServer(["autovacuum=on"]);
  process.env.ROLECALL_TEST_POSTGRES = server.url;
  const { url } = await createDatabase();
  const folder = mkdtempSync(join(tmpdir(), "rolecall-faults-"));
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(seed));
  const nodes: LinkedNode[] = [];
  for (let nth = 0; nth < count; nth++) {
    const link = await NodeLink.open(Number(new URL(url).port));
    const through = Object.assign(new URL(url), { port: String(link.port) }).href;
    const node = new LinkedNode(`node ${nth + 1}`, link, [
      "--data",
      folder,
      "--database",
      through,
      "--seed",
      seedFile,
      ...more,
    ]);
    nodes.push(node);
    await node.start();
  }
  return {
    server,
    databaseUrl: url,
    nodes,
    async close() {
      await Promise.all(nodes.map((node) => node.stop()));
      for (const { link } of nodes) link.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
