/** What is done to nodes, their links and the database, over and over, until the run ends. */
import { setTimeout as delay } from "node:timers/promises";
import type { Cluster, LinkedNode } from "./cluster.ts";
import { pick, type RunParts } from "./run-parts.ts";

export interface FaultParts extends RunParts {
  readonly cluster: Cluster;
}

type Fault = (parts: FaultParts, node: LinkedNode) => Promise<void>;

const between = ({ random }: RunParts, least: number, most: number) => least + random() * (most - least);

const FAULTS = {
  async "node killed"(_parts, node) {
    await node.kill();
    await node.start();
  },
  async "node paused"(parts, node) {
    node.signal("SIGSTOP");
    await delay(between(parts, 100, 2_500));
    node.signal("SIGCONT");
  },
  "link cut": (parts, node) => node.link.cut(between(parts, 0, 1_500)),
  "link frozen": (parts, node) => node.link.freeze(between(parts, 100, 3_000)),
  "link slow": (parts, node) => node.link.slow(between(parts, 5, 80), 500),
} as const satisfies Readonly<Record<string, Fault>>;

/** How often each comes, of a hundred. */
const SHARES: Readonly<Record<keyof typeof FAULTS, number>> = {
  "node killed": 60,
  "node paused": 10,
  "link cut": 12,
  "link frozen": 6,
  "link slow": 12,
};
/** Long enough at times that a node is judged as one that nothing happened to. */
const REST_MS = 3_000;

/** One fault after another, each node by itself. */
export async function disturbNode(parts: FaultParts, node: LinkedNode): Promise<void> {
  await delay(between(parts, 0, REST_MS));
  while (!parts.isOver()) {
    const name = drawFault(parts);
    await node.disturb(() => FAULTS[name](parts, node));
    parts.report.count(name);
    await delay(between(parts, 0, REST_MS));
  }
}

function drawFault(parts: RunParts): keyof typeof FAULTS {
  const bag = Object.entries(SHARES).flatMap(([name, share]) => Array.from({ length: share }, () => name));
  return pick(parts, bag) as keyof typeof FAULTS;
}

/** COMMITs whose answers are lost, at every node. */
export async function cutCommits(parts: FaultParts, everyMs: number): Promise<void> {
  while (!parts.isOver()) {
    pick(parts, parts.cluster.nodes).link.cutNextCommit();
    await delay(everyMs);
  }
}

/** The database is killed, stays away for a while and comes back. */
export async function killPrimary(parts: FaultParts, everyMs: number): Promise<void> {
  const { cluster, report } = parts;
  while (!parts.isOver()) {
    await delay(between(parts, everyMs / 2, everyMs * 1.5));
    if (parts.isOver()) return;
    await disturbAll(cluster, async () => {
      cluster.server.crash();
      await delay(between(parts, 0, 2_000));
      await cluster.server.restart();
    });
    report.count("primary killed");
  }
}

function disturbAll({ nodes }: Cluster, fault: () => Promise<void>): Promise<unknown> {
  const running = fault();
  return Promise.all(nodes.map((node) => node.disturb(() => running)));
}
