/** Clients that make and delete, each what nobody else touches: what was acknowledged is there, once. */
import { setTimeout as delay } from "node:timers/promises";
import { HOARDERS, hoarderName, iam } from "./company.ts";
import type { Ledger } from "./ledger.ts";
import { askSome, pick, type RunParts } from "./run-parts.ts";

const PAUSE_MS = 5;

/** Users, each with a key that is asked for once; one in four is deleted again. */
export async function makeUsers(parts: RunParts, ledger: Ledger, maker: number): Promise<void> {
  for (let number = 0; !parts.isOver(); number++) {
    const UserName = `made-${maker}-${number}`;
    const created = await askSome(parts, iam({ Action: "CreateUser", UserName }));
    ledger.note(`user ${UserName}`, 1, created);
    if (created.outcome !== "done") continue;
    if (number % 4 === 3) {
      const deleted = await askSome(parts, iam({ Action: "DeleteUser", UserName }));
      ledger.note(`user ${UserName}`, -1, deleted);
      continue;
    }
    // An engine that does a write twice shows: each time makes a key of its own.
    const key = await askSome(parts, iam({ Action: "CreateAccessKey", UserName }));
    ledger.note(`key of ${UserName}`, 1, key);
    await delay(PAUSE_MS);
  }
}

/** Groups of a few names, more than the account may have; no name is there twice. */
export async function crowdGroups(parts: RunParts): Promise<void> {
  const names = Array.from({ length: 40 }, (_, number) => `crowd-${number}`);
  while (!parts.isOver()) {
    const Action = parts.random() < 0.6 ? "CreateGroup" : "DeleteGroup";
    await askSome(parts, iam({ Action, GroupName: pick(parts, names) }));
    await delay(PAUSE_MS);
  }
}

/** Keys of the same users at several nodes at once: never more than two each. */
export async function hoardKeys(parts: RunParts): Promise<void> {
  while (!parts.isOver()) {
    const UserName = hoarderName(Math.floor(parts.random() * HOARDERS));
    const made = await Promise.all(
      Array.from({ length: 3 }, () => askSome(parts, iam({ Action: "CreateAccessKey", UserName }))),
    );
    for (const { outcome, text } of made) {
      const AccessKeyId = /<AccessKeyId>([^<]+)</.exec(text)?.[1];
      if (outcome !== "done" || AccessKeyId === undefined || parts.random() < 0.5) continue;
      await askSome(parts, iam({ Action: "DeleteAccessKey", UserName, AccessKeyId }));
    }
    await delay(PAUSE_MS * 10);
  }
}
