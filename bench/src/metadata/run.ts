/** The metadata service beside a bare node:http server, and how soon clients have credentials. See bench/README.md. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { BenchOptions } from "../bench.ts";
import { type Generator, startGenerator } from "../http/generator.ts";
import { type Sample, takeSample } from "../http/measure-case.ts";
import { type RunningServer, startBarePost } from "../http/servers.ts";
import { endChild } from "../launch.ts";
import { median, rounded } from "../measure.ts";
import { timeFirstCredentials } from "./first-credentials.ts";

const ROUNDS = 15;
const REQUESTS = 5_000;
const CONNECTIONS = 16;
const FIRST_TIMES = 30;
/** From the bar: of a bare server that reads the same requests. */
const BAR = 0.5;
const FIRST_BAR_MS = 100;

export async function run({ report, quick, connections = CONNECTIONS }: BenchOptions): Promise<void> {
  const imds = await startImds();
  const barePost = await startBarePost();
  const generator = startGenerator();
  try {
    const token = await askToken(imds.port);
    const cases = {
      "PUT token": request(imds.port, "PUT /latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds: 21600"),
      "GET credentials": request(
        imds.port,
        "GET /latest/meta-data/iam/security-credentials/Web",
        `X-aws-ec2-metadata-token: ${token}`,
      ),
    };
    const load = { generator, connections };
    for (const [name, bytes] of Object.entries(cases)) {
      const rounds = await measure({ load, imds, barePost }, bytes, quick ? 1 : ROUNDS);
      report({ case: name, ...summarize(rounds), bar: BAR });
    }
    for (const { client, tookMs } of timeFirstCredentials(imds.port, quick ? 3 : FIRST_TIMES)) {
      const name = `first credentials, ${client}`;
      if (tookMs === undefined) report({ case: name, isInstalled: false });
      else
        report({
          case: name,
          coldMs: rounded(tookMs[0] ?? Number.NaN),
          p50Ms: rounded(median(tookMs)),
          barMs: FIRST_BAR_MS,
        });
    }
  } finally {
    generator.close();
    await barePost.close();
    await imds.close();
  }
}

async function startImds(): Promise<RunningServer> {
  const child = fork(fileURLToPath(new URL("./imds-child.ts", import.meta.url)), {
    execArgv: ["-C", "@rolecall/source"],
  });
  const [port] = (await once(child, "message")) as [number];
  return { port, processId: child.pid ?? 0, close: () => endChild(child, () => child.kill("SIGTERM")) };
}

async function askToken(port: number): Promise<string> {
  const headers = { "X-aws-ec2-metadata-token-ttl-seconds": "21600" };
  const answer = await fetch(`http://127.0.0.1:${port}/latest/api/token`, { method: "PUT", headers });
  return answer.text();
}

/** As curl sends it. */
function request(port: number, line: string, header: string): Buffer {
  return Buffer.from(
    `${line} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: bench\r\nAccept: */*\r\n${header}\r\n\r\n`,
  );
}

interface Stage {
  readonly load: { readonly generator: Generator; readonly connections: number };
  readonly imds: RunningServer;
  readonly barePost: RunningServer;
}

interface Round {
  readonly bare: Sample;
  readonly imds: Sample;
}

/** Both get the very same bytes, one right after the other. */
async function measure(
  { load, imds, barePost }: Stage,
  bytes: Buffer,
  rounds: number,
): Promise<readonly Round[]> {
  const requests = Array.from({ length: REQUESTS }, () => bytes);
  const runRound = async () => ({
    bare: await takeSample(load, barePost, requests),
    imds: await takeSample(load, imds, requests),
  });
  await runRound();
  const done: Round[] = [];
  while (done.length < rounds) done.push(await runRound());
  return done;
}

function summarize(rounds: readonly Round[]) {
  const of = (figure: (round: Round) => number) => rounded(median(rounds.map(figure)));
  return {
    perSecond: of(({ imds }) => imds.perSecond),
    ratioOfBarePost: of(({ imds, bare }) => imds.perSecond / bare.perSecond),
    p50Us: of(({ imds }) => imds.p50Us),
    p99Us: of(({ imds }) => imds.p99Us),
    processorUs: of(({ imds }) => imds.processorUs),
    barePostProcessorUs: of(({ bare }) => bare.processorUs),
  };
}
