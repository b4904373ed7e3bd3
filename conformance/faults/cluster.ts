/** Nodes on one PostgreSQL, each with a link of its own that can be disturbed. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createDatabase,
  type OwnTestServer,
  startTestServer,
} from "../../packages/store/engines/postgres/server.test-support.ts";
import { type ChildInstallation, startChild } from "../installation/child-process.ts";
import { NodeLink } from "./node-link.ts";

const STARTS_MAX = 30;

export class Node {
  readonly name: string;
  readonly link: NodeLink;
  readonly #args: readonly string[];
  #child: ChildInstallation | undefined;
  /** Since when nothing has happened to it or its link, on the run's clock. */
  quietSinceMs = performance.now();
  /** How many faults it has now. */
  #troubles = 0;

  constructor(name: string, link: NodeLink, args: readonly string[]) {
    this.name = name;
    this.link = link;
    this.#args = args;
  }

  /** As a supervisor starts it: again, where the database was away. */
  async start(): Promise<void> {
    for (let tried = 1; this.#child === undefined; tried++) {
      try {
        this.#child = await startChild(this.#args);
      } catch (error) {
        if (tried === STARTS_MAX) throw error;
      }
    }
  }

  /** Undefined while it does not run. */
  get endpoint(): string | undefined {
    return this.#child?.endpoint;
  }

  get isQuiet(): boolean {
    return this.#troubles === 0;
  }

  /** Runs what disturbs it; what is asked of it meanwhile, and for a while after, is judged mildly. */
  async disturb(fault: () => Promise<void>): Promise<void> {
    this.#troubles += 1;
    try {
      await fault();
    } finally {
      this.#troubles -= 1;
      this.quietSinceMs = performance.now();
    }
  }

  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#child?.signal(signal);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    await child?.stop("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#child?.stop();
    this.#child = undefined;
  }
}

export interface Cluster {
  readonly server: OwnTestServer;
  /** Of the nodes' database, without a proxy. */
  readonly databaseUrl: string;
  readonly nodes: readonly Node[];
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
  const nodes: Node[] = [];
  for (let nth = 0; nth < count; nth++) {
    const link = await NodeLink.open(Number(new URL(url).port));
    const through = Object.assign(new URL(url), { port: String(link.port) }).href;
    const node = new Node(`node ${nth + 1}`, link, [
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
