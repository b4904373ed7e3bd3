/** `npm run bench -- NAME [--json] [--quick] [--connections N] [--engine ENGINE]`: runs one bench and prints a line for each case. */
import { parseArgs } from "node:util";
import type { BenchOptions, Report } from "./bench.ts";

interface Bench {
  run(options: BenchOptions): Promise<void>;
}

/** To add a bench: a folder, and a row here. */
const benches: ReadonlyMap<string, () => Promise<Bench>> = new Map([
  ["attack", () => import("./attack/run.ts")],
  ["console", () => import("./console/run.ts")],
  ["denials", () => import("./denials/run.ts")],
  ["embed", () => import("./embed/run.ts")],
  ["federation", () => import("./federation/run.ts")],
  ["feed", () => import("./feed/run.ts")],
  ["http", () => import("./http/run.ts")],
  ["iam", () => import("./iam/run.ts")],
  ["metadata", () => import("./metadata/run.ts")],
  ["organization", () => import("./organization/run.ts")],
  ["policy", () => import("./policy/run.ts")],
  ["revocation", () => import("./revocation/run.ts")],
  ["scale", () => import("./scale/run.ts")],
  ["search", () => import("./search/run.ts")],
  ["start", () => import("./start/run.ts")],
  ["store", () => import("./store/run.ts")],
  ["steps", () => import("./steps/run.ts")],
  ["who-can", () => import("./who-can/run.ts")],
  ["workers", () => import("./workers/run.ts")],
]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    connections: { type: "string" },
    engine: { type: "string" },
  },
});
const load = positionals.length === 1 ? benches.get(positionals[0]!) : undefined;
const connections = values.connections === undefined ? undefined : Number(values.connections);
const isCount = connections === undefined || (Number.isInteger(connections) && connections > 0);
if (load === undefined || !isCount) {
  const names = [...benches.keys()].join("|");
  process.stderr.write(
    `usage: npm run bench -- ${names} [--json] [--quick] [--connections N] [--engine sqlite|postgres]\n`,
  );
  process.exit(2);
}

const printJson: Report = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const printText: Report = (line) => {
  const figures = Object.entries(line).map(([name, value]) =>
    name === "case" ? `${value}:` : `${name} ${value}`,
  );
  process.stdout.write(`${figures.join("  ")}\n`);
};

const bench = await load();
const { quick, engine } = values;
await bench.run({ report: values.json ? printJson : printText, quick, connections, engine });
