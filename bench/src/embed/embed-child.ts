/** A process of its own: starts Rolecall in itself, or a bare server of Node's, several times, and prints what each start took. */
import { once } from "node:events";
import { createServer } from "node:http";

interface Started {
  close(): unknown;
}

const [what, count] = process.argv.slice(2);
const again = Number(count);

/** The package as it is published: what `npm run generate` makes. */
const PACKAGE = new URL("../../../packages/rolecall/dist/embedded/index.js", import.meta.url).href;

async function startPackage(): Promise<Started> {
  const { startRolecall }: typeof import("../../../packages/rolecall/src/index.ts") = await import(PACKAGE);
  return startRolecall();
}

async function startBare(): Promise<Started> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const start = what === "rolecall" ? startPackage : startBare;
const timesUs: number[] = [];
for (let time = 0; time <= again; time++) {
  const begun = performance.now();
  const started = await start();
  timesUs.push((performance.now() - begun) * 1_000);
  await started.close();
}

const megabytes = () => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
};
const before = megabytes();
const INSTANCES = 16;
const all = await Promise.all(Array.from({ length: INSTANCES }, start));
const eachMegabytes = (megabytes() - before) / INSTANCES;
for (const one of all) await one.close();
process.stdout.write(`${JSON.stringify({ timesUs, eachMegabytes })}\n`);
