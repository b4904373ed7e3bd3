/** Clients that only read: what was acknowledged is there for them, whichever server answers. */
import { setTimeout as delay } from "node:timers/promises";
import { ADMIN } from "../installation/seed.ts";
import type { Answer, Call } from "./client.ts";
import { iam, whoAmI } from "./company.ts";
import { askSome, pick, type RunParts } from "./run-parts.ts";

const PAUSE_MS = 20;

/** Users that were acknowledged, and that nobody deletes. */
export class MadeUsers {
  readonly #names: string[] = [];

  note({ form: { Action, UserName = "" } }: Call, { outcome }: Answer): void {
    // Whoever gave a key to a user that was made for the run deletes it no more.
    if (Action === "CreateAccessKey" && outcome === "done" && UserName.startsWith("made-"))
      this.#names.push(UserName);
  }

  get names(): readonly string[] {
    return this.#names;
  }
}

/** What is in memory, and what hardly is. */
export async function readOver(parts: RunParts, made: MadeUsers): Promise<void> {
  while (!parts.isOver()) {
    const { names } = made;
    if (names.length > 0) {
      const UserName = pick(parts, names);
      const { outcome, code, node } = await askSome(parts, iam({ Action: "GetUser", UserName }));
      if (outcome === "refused")
        parts.report.violate("what was acknowledged is not found", `${UserName} at ${node.name}: ${code}`);
    }
    const { outcome, code, node } = await askSome(parts, whoAmI(ADMIN));
    if (outcome === "refused") parts.report.violate("who is known refused", `${node.name}: ${code}`);
    await delay(PAUSE_MS);
  }
}
