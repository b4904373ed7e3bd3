/** Keys that come and go: nobody is let in by one that was taken away more than a second before. */
import { setTimeout as delay } from "node:timers/promises";
import { callOnce, nowMs } from "./client.ts";
import { iam, subjectKey, subjectName, whoAmI } from "./company.ts";
import type { Node } from "./node.ts";
import { askSome, type RunParts } from "./run-parts.ts";

/** What is in force at one node is in force at all. */
const HEARD_WITHIN_MS = 1_000;
/** After what disturbed it a node has to find its database again: so long it may answer from before. */
const CALM_MS = 1_000;
const ASK_EVERY_MS = 40;
const STAY_MS = 2_500;

/** When the key was last taken away, and not given back since. */
interface Key {
  revokedAtMs: number | undefined;
}

/** Takes one key away and gives it back, over and over, while others use it at every node. */
export async function revokeOver(parts: RunParts, subject: number, staleLimitMs: number): Promise<void> {
  const key: Key = { revokedAtMs: undefined };
  const users = parts.nodes.map((node) => useKey(parts, { node, subject, key, staleLimitMs }));
  while (!parts.isOver()) {
    if (await setStatus(parts, subject, "Inactive")) {
      key.revokedAtMs = nowMs();
      await delay(STAY_MS);
    }
    // From here on it may be in force again, whatever is answered.
    key.revokedAtMs = undefined;
    await setStatus(parts, subject, "Active");
    await delay(STAY_MS / 2);
  }
  await Promise.all(users);
}

/** @returns whether it is known to be so */
async function setStatus(parts: RunParts, subject: number, Status: "Active" | "Inactive"): Promise<boolean> {
  const form = {
    Action: "UpdateAccessKey",
    UserName: subjectName(subject),
    AccessKeyId: subjectKey(subject).accessKeyId,
    Status,
  };
  return (await askSome(parts, iam(form))).outcome === "done";
}

interface Use {
  readonly node: Node;
  readonly subject: number;
  readonly key: Key;
  readonly staleLimitMs: number;
}

async function useKey(parts: RunParts, { node, subject, key, staleLimitMs }: Use): Promise<void> {
  while (!parts.isOver()) {
    const { endpoint } = node;
    if (endpoint !== undefined) {
      const before = key.revokedAtMs;
      const { outcome, sentAtMs } = await callOnce(endpoint, whoAmI(subjectKey(subject)));
      parts.report.count(`key of a subject: ${outcome}`);
      if (outcome === "done" && before !== undefined && key.revokedAtMs === before) {
        const ageMs = sentAtMs - before;
        const wasCalm = node.isQuiet && sentAtMs - node.quietSinceMs > CALM_MS;
        const boundMs = wasCalm ? HEARD_WITHIN_MS : staleLimitMs + HEARD_WITHIN_MS;
        parts.report.count("uses right after a key was taken away");
        parts.report.most("latest use after a key was taken away, ms", Math.ceil(ageMs));
        if (ageMs > boundMs)
          parts.report.violate(
            "revoked and let in",
            `${node.name}, ${Math.round(ageMs)} ms after the key was taken away`,
          );
      }
    }
    await delay(ASK_EVERY_MS + parts.random() * ASK_EVERY_MS);
  }
}
