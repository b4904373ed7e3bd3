/** Run by run.ts with a workload's name and the numbers of requests and rounds. Prints a ReportLine. */
import { measureDecisions } from "./decisions.ts";
import { createSmallWorkload, createWorkload, quotedSeed, type Workload } from "./workload.ts";

const [name, requestCount, rounds] = process.argv.slice(2) as [Workload["name"], string, string];
const size = { seed: quotedSeed, requestCount: Number(requestCount) };
const workload = name === "small" ? createSmallWorkload(size) : createWorkload(name, size);
process.stdout.write(JSON.stringify(measureDecisions(workload, Number(rounds))));
