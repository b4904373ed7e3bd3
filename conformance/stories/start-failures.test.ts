import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runRolecall, startChild } from "../installation/child-process.ts";

/** What cannot be is told in one sentence, with exit code 2, at once; and nothing is left half done. */
let folder: string;
let taken: Server;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-failures-"));
  writeFileSync(join(folder, "file"), "");
  mkdirSync(join(folder, "broken"), { mode: 0o700 });
  writeFileSync(join(folder, "broken", "rolecall.db"), "this is no database", { mode: 0o600 });
  mkdirSync(join(folder, "odd", "credentials"), { recursive: true, mode: 0o700 });
  mkdirSync(join(folder, "endpoints-file"), { mode: 0o700 });
  writeFileSync(join(folder, "endpoints-file", "endpoints"), "");
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
});
after(() => {
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

const portTaken = () => String((taken.address() as AddressInfo).port);
const at = (name: string) => ["--data", join(folder, name), "--port", "0"];

const FAILURES: Readonly<Record<string, readonly [args: () => readonly string[], sentence: RegExp]>> = {
  "a port that is taken": [
    () => ["--data", join(folder, "taken"), "--port", portTaken()],
    /^port \d+ of 127\.0\.0\.1 is taken, by another Rolecall perhaps\. Choose another one with --port; 0 takes any that is free\.$/,
  ],
  "a host that is none": [
    () => [...at("new"), "--host", "no-such-host.invalid"],
    /^(?:there is no host|the host) no-such-host\.invalid(?: cannot be looked up)?\. See --host\.$/,
  ],
  "an address that is another machine's": [
    () => [...at("new"), "--host", "203.0.113.77"],
    /^this machine has no address 203\.0\.113\.77\. See --host\.$/,
  ],
  "a data folder that is a file": [() => at("file"), /file is a file, and a folder is needed there\.$/],
  "a data folder below a file": [
    () => at("file/data"),
    /file\/data cannot be: a part of its path is a file and no folder\.$/,
  ],
  "a name that no file system takes": [() => at("x".repeat(300)), /^the name \S{100}… is too long\.$/],
  "a database that is none": [
    () => at("broken"),
    /^cannot open the database \S+rolecall\.db: file is not a database\.$/,
  ],
  "a folder where a file is needed": [
    () => at("odd"),
    /odd\/credentials is a folder, and a file is needed there\.$/,
  ],
  "a file where a folder is needed": [
    () => at("endpoints-file"),
    /endpoints is a file, and a folder is needed there\.$/,
  ],
  "a seed that is not there": [
    () => [...at("new"), "--seed", join(folder, "none.yaml")],
    /none\.yaml: there is no such file\.$/,
  ],
  "a seed that is a folder": [
    () => [...at("new"), "--seed", folder],
    /^--seed \S+: this is a folder, and a file is needed\.$/,
  ],
  "an option that is none": [() => ["--prot", "1"], /^there is no option --prot\. Did you mean --port\?$/],
};

for (const [name, [args, sentence]] of Object.entries(FAILURES)) {
  test(name, async () => {
    const { code, output } = await runRolecall(["start", ...args()]);
    const [line = "", ...more] = output.trimEnd().split("\n");
    assert.deepEqual([code, more], [2, []], output);
    assert.ok(line.startsWith("rolecall start: "), line);
    assert.match(line.replace("rolecall start: ", ""), sentence);
  });
}

test("a data folder that the system takes nothing into", { skip: !existsSync("/proc/self") }, async () => {
  const { code, output } = await runRolecall(["start", "--data", "/proc/rolecall", "--port", "0"]);
  assert.deepEqual(
    [code, output],
    [2, "rolecall start: /proc/rolecall cannot be made: /proc takes no new folders.\n"],
  );
});

test("a start that cannot keep the first key makes no account either", async () => {
  rmSync(join(folder, "odd", "credentials"), { recursive: true });
  const child = await startChild(["--data", join(folder, "odd")]);
  await child.stop();
  assert.match(child.printed(), /^Root user \S+, password \S+/m);
});

test("a start that finds its port taken makes no account: its root user's password would never be shown", () => {
  assert.ok(!readdirSync(join(folder, "taken")).includes("rolecall.db"));
});
