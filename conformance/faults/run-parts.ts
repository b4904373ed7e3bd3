import { setTimeout as delay } from "node:timers/promises";
import { type Answer, type Call, callOnce } from "./client.ts";
import type { Node } from "./node.ts";
import type { RunReport } from "./report.ts";

/** What every client of a run has. */
export interface RunParts {
  readonly nodes: readonly Node[];
  readonly report: RunReport;
  /** From 0 to 1, excluding 1. */
  readonly random: () => number;
  /** Whether clients should go on. */
  readonly isOver: () => boolean;
  /** Told of each call, and of how it ended. */
  readonly told?: (call: Call, answer: Answer) => void;
}

export function pick<Item>({ random }: Pick<RunParts, "random">, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!;
}

const NO_NODE_WAIT_MS = 20;

/** Asks a node that runs, whichever; counts how it ended. */
export async function askSome(parts: RunParts, call: Call): Promise<Answer & { readonly node: Node }> {
  for (;;) {
    const node = pick(parts, parts.nodes);
    const { endpoint } = node;
    if (endpoint === undefined) {
      await delay(NO_NODE_WAIT_MS);
      continue;
    }
    const answer = await callOnce(endpoint, call);
    parts.told?.(call, answer);
    parts.report.count(`${call.form.Action}: ${answer.outcome}`);
    return { ...answer, node };
  }
}
