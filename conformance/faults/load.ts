/** Who asks, whatever is done to the nodes meanwhile. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "../installation/child-process.ts";
import { companySeed, GROUPS_MAX, HOARDERS, SUBJECTS } from "./company.ts";
import type { Ledger } from "./ledger.ts";
import { crowdGroups, hoardKeys, makeUsers } from "./makers.ts";
import { revokeOver } from "./revokers.ts";
import type { RunParts } from "./run-parts.ts";
import { foreignSession, forgeSessions, useSessions } from "./sessions.ts";

const MAKERS = 6;

interface Load {
  readonly ledger: Ledger;
  /** How long a node may answer from memory while it is cut off. */
  readonly staleLimitMs: number;
}

/** What the clients count on of every node. */
export function argumentsOf({ staleLimitMs }: Pick<Load, "staleLimitMs">): readonly string[] {
  return [
    "--quota",
    `iam.GroupsPerAccount=${GROUPS_MAX}`,
    "--quota",
    "iam.UsersPerAccount=1000000",
    "--stale-limit",
    String(staleLimitMs / 1_000),
  ];
}

/** All clients of a run, until it is over. */
export function clientsOf(parts: RunParts, { ledger, staleLimitMs }: Load): readonly Promise<unknown>[] {
  return [
    ...Array.from({ length: MAKERS }, (_, maker) => makeUsers(parts, ledger, maker)),
    ...Array.from({ length: 3 }, () => crowdGroups(parts)),
    ...Array.from({ length: HOARDERS / 2 }, () => hoardKeys(parts)),
    ...Array.from({ length: SUBJECTS }, (_, subject) => revokeOver(parts, subject, staleLimitMs)),
    useSessions(parts),
    forgeOver(parts),
  ];
}

async function forgeOver(parts: RunParts): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-foreign-"));
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(companySeed()));
  const other = await startChild(["--ephemeral", "--seed", seedFile]);
  try {
    await forgeSessions(parts, await foreignSession(other.endpoint));
  } finally {
    await other.stop();
    rmSync(folder, { recursive: true });
  }
}
