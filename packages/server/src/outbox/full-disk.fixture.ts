/** Delivers a letter, and says what came of it. Run with a limit on the size of files. */
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { OutboxError } from "@rolecall/operations";
import { createOutboxFolder } from "./outbox-folder.ts";

const [folder = ""] = process.argv.slice(2);
const outbox = createOutboxFolder({ folder, clock: Date.now, random: randomBytes });
const letter = { channel: "email", to: "a@example.com", accountId: "1", subject: "s", text: "t" } as const;
const error = await outbox.deliver(letter).then(
  () => undefined,
  (reason: unknown) => reason,
);
console.log(JSON.stringify({ isOutboxError: error instanceof OutboxError, files: readdirSync(folder) }));
