import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The request log of the real program, on a pipe of which nobody reads. */

const MAIN = fileURLToPath(new URL("../../packages/server/bin/main.js", import.meta.url));
const REQUESTS = 3_000;
/** More than a pipe and this process hold of lines. */
const FILLING = 1_000;
const AT_ONCE = 25;

test("who does not read the lines holds no request and no end, and hears how many were left out", async () => {
  const args = ["start", "--ephemeral", "--port", "0", "--log", "json", "--audit-strangers", "1"];
  const child = spawn(process.execPath, ["-C", "@rolecall/source", MAIN, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  while (!printed.includes("sts get-caller-identity")) await wait(20);
  const endpoint = /listens on (\S+)/.exec(printed)?.[1] ?? "";
  child.stdout.pause();
  const statuses = new Set<number>();
  const ask = async (count: number) => {
    for (let index = 0; index < count / AT_ONCE; index += 1)
      statuses.add((await fetch(`${endpoint}/?Action=GetCallerIdentity&Version=2011-06-15`)).status);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => ask(REQUESTS)));
  assert.deepEqual([...statuses], [403]);
  child.stdout.resume();
  while (!printed.includes("leftOut")) await wait(20);
  child.stdout.pause();
  const lines = printed.slice(printed.indexOf('{"time"')).split("\n").slice(0, -1);
  const told = lines.map((line) => JSON.parse(line));
  const leftOut = told.reduce((sum, { leftOut: count = 0 }) => sum + count, 0);
  assert.equal(told.filter(({ time }) => time !== undefined).length + leftOut, REQUESTS);
  assert.ok(leftOut > 0);
  // It ends also while nobody reads.
  await Promise.all(Array.from({ length: AT_ONCE }, () => ask(FILLING)));
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const [code] = await exited;
  assert.equal(code, 0);
});
