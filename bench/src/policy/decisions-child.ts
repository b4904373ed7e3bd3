/** Run by run.ts with a workload's name and the number of rounds and requests. Prints a ReportLine. */
import { measureDecisions } from "./decisions.ts";
import { createSmallWorkload, createWorkload, type Workload } from "./workload.ts";

const [name, requestCount, rounds] = process.argv.slice(2) as [Workload["name"], string, string];
const size = { seed: 20_240_501, requestCount: Number(requestCount) };
const workload = name === "small" ? createSmallWorkload(size) : createWorkload(name, size);
process.stdout.write(JSON.stringify(measureDecisions(workload, Number(rounds))));
