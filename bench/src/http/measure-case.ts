import type { SigningCredentials } from "@rolecall/sigv4";
import type { ReportLine } from "../bench.ts";
import { median, quantile, rounded } from "../measure.ts";
import { processorTimeMs } from "../process-figures.ts";
import { type HttpCase, signerOf } from "./cases.ts";
import type { Generator } from "./generator.ts";
import type { RunningServer } from "./servers.ts";
import { signedPost } from "./signed-request.ts";

/** What one server did in one round. */
export interface Sample {
  readonly perSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly processorUs: number;
}

export interface Round {
  readonly bare: Sample;
  readonly rolecall: Sample;
}

/** Where a load comes from. */
export interface Load {
  readonly generator: Generator;
  readonly rolecall: RunningServer;
  readonly sessions: readonly SigningCredentials[];
  readonly connections: number;
  /** Gives each request of the run a number of its own. */
  readonly nextNumber: () => number;
}

export interface Stage extends Load {
  readonly barePost: RunningServer;
}

/** Sends the same requests to the bare server and to Rolecall, one right after the other. */
export async function runRound(httpCase: HttpCase, stage: Stage, count: number): Promise<Round> {
  const requests = signRequests(httpCase, stage, count);
  const bare = await takeSample(stage, stage.barePost, requests);
  const rolecall = await takeSample(stage, stage.rolecall, requests);
  return { bare, rolecall };
}

/** Signed right before they are sent: a signature is good for five minutes. */
export function signRequests(
  httpCase: HttpCase,
  { sessions, rolecall, nextNumber }: Load,
  count: number,
): Buffer[] {
  const nowMs = Date.now();
  return Array.from({ length: count }, () => {
    const number = nextNumber();
    return signedPost(httpCase.form(number), {
      credentials: signerOf(httpCase, number, sessions),
      service: httpCase.service,
      host: `127.0.0.1:${rolecall.port}`,
      nowMs,
    });
  });
}

export async function takeSample(
  { generator, connections }: Pick<Load, "generator" | "connections">,
  server: RunningServer,
  requests: readonly Buffer[],
): Promise<Sample> {
  const count = requests.length;
  const usedBefore = processorTimeMs(server.processId);
  const { durationMs, latenciesMs } = await generator.send({
    port: server.port,
    connections,
    requests,
    count,
  });
  return {
    perSecond: (count * 1000) / durationMs,
    p50Us: quantile(latenciesMs, 0.5) * 1000,
    p99Us: quantile(latenciesMs, 0.99) * 1000,
    processorUs: ((processorTimeMs(server.processId) - usedBefore) * 1000) / count,
  };
}

/** Medians over the rounds; ratios are taken within each. */
export function summarize({ name, bar, perSecondBar }: HttpCase, rounds: readonly Round[]): ReportLine {
  const of = (figure: (round: Round) => number) => rounded(median(rounds.map(figure)));
  const mean = (figure: (round: Round) => number) =>
    rounded(rounds.reduce((sum, round) => sum + figure(round), 0) / rounds.length);
  const line = {
    case: name,
    perSecond: of(({ rolecall }) => rolecall.perSecond),
    ratioOfBarePost: of(({ bare, rolecall }) => rolecall.perSecond / bare.perSecond),
    ...(bar !== undefined && { bar }),
    ...(perSecondBar !== undefined && { perSecondBar }),
    p50Us: of(({ rolecall }) => rolecall.p50Us),
    p99Us: of(({ rolecall }) => rolecall.p99Us),
    barePostPerSecond: of(({ bare }) => bare.perSecond),
  };
  // The processor's clock ticks coarsely, so that the rounds are taken together.
  const processorUs = mean(({ rolecall }) => rolecall.processorUs);
  const barePostProcessorUs = mean(({ bare }) => bare.processorUs);
  return Number.isNaN(processorUs) ? line : { ...line, processorUs, barePostProcessorUs };
}
