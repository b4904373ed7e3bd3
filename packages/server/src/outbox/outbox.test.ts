import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { OutboxError } from "@rolecall/operations";
import { createOutboxFolder } from "./outbox-folder.ts";
import { createOutboxInMemory } from "./outbox-in-memory.ts";
import { MAX_LETTERS } from "./stored-letter.ts";

let base: string;
let folder: string;
let nowMs: number;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "rolecall-outbox-"));
  folder = join(base, "outbox");
  nowMs = Date.UTC(2026, 0, 1);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const clock = () => nowMs++;
const open = () => createOutboxFolder({ folder, clock, random: randomBytes });
const letter = (text: string) => ({
  channel: "email" as const,
  to: "a@example.com\r\nBcc: b@example.com",
  accountId: "111111111111",
  subject: "s",
  text,
});

for (const [where, outboxAt] of [
  ["in a folder", open],
  ["in memory", () => createOutboxInMemory(clock)],
] as const) {
  describe(`an outbox ${where}`, () => {
    test("keeps letters with their time, the newest last", async () => {
      const outbox = outboxAt();
      assert.deepEqual(await outbox.letters(), []);
      await outbox.deliver(letter("1"));
      await outbox.deliver(letter("2"));
      const [first, second] = await outbox.letters();
      assert.deepEqual(first, { at: "2026-01-01T00:00:00.000Z", ...letter("1") });
      assert.equal(second?.text, "2");
    });

    test("lets the oldest go past its limit", async () => {
      const outbox = outboxAt();
      for (let index = 0; index < MAX_LETTERS + 2; index += 1) await outbox.deliver(letter(String(index)));
      const letters = await outbox.letters();
      assert.equal(letters.length, MAX_LETTERS);
      assert.deepEqual([letters[0]?.text, letters.at(-1)?.text], ["2", String(MAX_LETTERS + 1)]);
    });

    test("takes no letter that is too long: no operation writes one", async () => {
      await assert.rejects(outboxAt().deliver(letter("x".repeat(5_000))), /too long/);
    });
  });
}

test("letters are for their owner alone, a file each", async () => {
  await open().deliver(letter("1"));
  const [name = ""] = readdirSync(folder);
  assert.match(name, /^2026-01-01T00-00-00\.000Z-[0-9a-f]{8}\.json$/);
  assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
});

test("a folder that cannot be written to takes no letter, and says so", async () => {
  // Root writes wherever it is; nobody makes a folder where there is a file.
  symlinkSync("/dev/null", folder);
  await assert.rejects(open().deliver(letter("1")), OutboxError);
});

test("a full disk takes no letter, and no part of one stays", () => {
  // A limit on the size of files fails writes as a full disk does.
  const fixture = fileURLToPath(new URL("full-disk.fixture.ts", import.meta.url));
  const program = ["-C", "@rolecall/source", fixture, folder];
  const command = 'ulimit -f 0 && exec "$0" "$@"';
  const { stdout } = spawnSync("sh", ["-c", command, process.execPath, ...program], { encoding: "utf8" });
  assert.deepEqual(JSON.parse(stdout), { isOutboxError: true, files: [] });
});
