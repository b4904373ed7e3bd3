import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { createDatabase, stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";

/** Those who reach for something at the same time. */
export const WRITERS = 64;
export const EACH_WRITER: readonly number[] = Array.from({ length: WRITERS }, (_, number) => number);

export type EngineName = "sqlite" | "postgres";

/** What a process says that has no room for another request at the moment, in its protocols' spellings. */
const TURNED_AWAY: ReadonlySet<string> = new Set(
  ["Throttling", "ServiceUnavailable"].flatMap((code) => [code, `${code}Exception`]),
);
const TRIES = 200;

/** Whoever is turned away tries again, as clients do; who has met a quota does not. */
export async function persist<Result>(send: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!TURNED_AWAY.has((error as Error).name) || attempt === TRIES) throw error;
      await wait(25);
    }
  }
}

/** @returns how many of all writers got through; the others are refused with this code */
export async function race(send: (writer: number) => Promise<unknown>, refusal: string): Promise<number> {
  const outcomes = await Promise.allSettled(EACH_WRITER.map((writer) => persist(() => send(writer))));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  for (const { reason } of refused) assert.equal(reason.name, refusal, reason.message);
  return outcomes.length - refused.length;
}

/** Where an installation on an engine keeps its data: what its command line says, and how that goes. */
export async function placeOn(engine: EngineName) {
  if (engine === "sqlite") return { args: [], drop: async () => {} };
  const database = await createDatabase();
  const drop = async () => {
    await database.drop();
    await stopTestServer();
  };
  return { args: ["--database", database.url], drop };
}
