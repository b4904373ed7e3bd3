import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { readConfiguration } from "../configuration.ts";
import { writeProfiles } from "../installation/credentials-file.ts";
import type { Prepared } from "../seed/prepare-store.ts";
import { renderGreeting, warnOfReach } from "./greeting.ts";
import { isForegroundOfScript } from "./script-parent.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall it's "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ENDPOINT = "http://127.0.0.1:4600";
const KEY = { id: "AKIAADMIN", secret: "secret" };

const greet = (args: readonly string[], prepared: Prepared = {}) =>
  renderGreeting({
    configuration: readConfiguration(args, {}),
    program: { endpoint: ENDPOINT, prepared },
    programFile: "/my rolecall/bin/main.js",
  }).replace(/^.* listens on .*\n\n/, "");

test("the line to paste survives spaces and quotes in paths, and holds no secret", () => {
  writeProfiles(folder, [{ name: "admin", key: KEY }]);
  const data = `'${folder.replace("'", "'\\''")}'`;
  assert.equal(
    greet(["--data", folder]),
    `Use it:\n\n  eval "$('/my rolecall/bin/rolecall.js' env --data ${data})"\n  aws sts get-caller-identity\n`,
  );
});

test("where no key is known, none is named", () => {
  const text = greet(["--data", folder]);
  assert.match(
    text,
    /^Use it with an access key of yours \(none is known here\):\n\n {2}export AWS_ENDPOINT_URL=/,
  );
  assert.doesNotMatch(text, /KEY_ID|env --data/);
  assert.equal(greet(["--ephemeral"]), text);
});

test("an installation in memory prints its first key", () => {
  const firstStart = { accountIds: ["111111111111"], profiles: [{ name: "ci", key: KEY }], root: undefined };
  const text = greet(["--ephemeral"], { firstStart });
  assert.match(text, /^Created account 111111111111\.\n\nUse it:$/m);
  assert.match(text, /^ {2}export AWS_ACCESS_KEY_ID=AKIAADMIN$/m);
  assert.match(
    text,
    /^ {2}unset AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE\n {2}aws sts get-caller-identity\n$/m,
  );
});

test("a root user's key that no file holds is printed", () => {
  const profiles = [
    { name: "admin", key: KEY },
    { name: "root", key: { id: "AKIAROOT", secret: "hidden" } },
  ];
  const root = { email: "root@a", password: "p" };
  const text = greet(["--ephemeral"], { firstStart: { accountIds: ["111111111111"], profiles, root } });
  assert.match(text, /^Root user's access key: AKIAROOT, secret hidden\n\nUse it:$/m);
});

test("who lets others in is warned", () => {
  const warn = (...args: readonly string[]) => warnOfReach(readConfiguration(args, {}), ENDPOINT);
  assert.equal(warn(), undefined);
  assert.equal(warn("--host", "::1"), undefined);
  assert.match(
    warn("--host", "0.0.0.0") ?? "",
    /^Warning: with --host 0\.0\.0\.0 everybody who reaches port 4600 of this machine can ask, over plain HTTP/,
  );
});

test("a process is what a script is about where the script names it in the foreground", () => {
  const is = (script: string) => isForegroundOfScript({ npm_lifecycle_script: script });
  for (const script of [
    "'rolecall'",
    "rolecall start --ephemeral",
    "exec node -C @rolecall/source packages/server/bin/main.js start",
    "npm run build && rolecall start 2>&1",
  ])
    assert.ok(is(script), script);
  assert.ok(!isForegroundOfScript({}));
  for (const script of ["", "node dev.js", "rolecall start & wait-on http://127.0.0.1:4600", "myrolecalls"])
    assert.ok(!is(script), script);
});
