import { join } from "node:path";
import type { Configuration } from "../configuration.ts";
import type { Surroundings } from "../installation/installation.ts";
import { createOutboxFolder, type ReadableOutbox } from "./outbox-folder.ts";
import { createOutboxInMemory } from "./outbox-in-memory.ts";

/** `DATA/outbox`; of an installation that keeps nothing beside the store that its processes share, or in memory. */
export function openOutbox(
  { dataFolder, isEphemeral }: Pick<Configuration, "dataFolder" | "isEphemeral">,
  { clock, random }: Surroundings,
  sharedFile: string | undefined,
): ReadableOutbox {
  const folder = isEphemeral ? sharedOutbox(sharedFile) : dataFolder && join(dataFolder, "outbox");
  return folder === undefined ? createOutboxInMemory(clock) : createOutboxFolder({ folder, clock, random });
}

/** Beside a store that several processes share and none keeps. */
export function sharedOutbox(sharedFile: string | undefined): string | undefined {
  return sharedFile && `${sharedFile}-outbox`;
}

/** What health says of letters. */
export function describeOutbox({ isEphemeral }: Pick<Configuration, "isEphemeral">): string {
  return isEphemeral
    ? "Mail and text messages are not sent: they go to an outbox that is not kept, GET /_rolecall/outbox."
    : "Mail and text messages are not sent: they go to the outbox, files in the folder outbox of the data folder.";
}
