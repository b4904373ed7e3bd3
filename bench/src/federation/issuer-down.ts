/** What others notice of issuers that do not answer, and what their own users do. */
import { setTimeout as wait } from "node:timers/promises";
import type { BenchOptions, ReportLine } from "../bench.ts";
import { type HttpCase, httpCases } from "../http/cases.ts";
import { type Sample, signRequests, takeSample } from "../http/measure-case.ts";
import { startRolecall } from "../http/servers.ts";
import { unsignedPost } from "../http/signed-request.ts";
import { median, rounded } from "../measure.ts";
import { federationSeed, webIdentityForm } from "./installation.ts";
import { type BenchIssuer, startIssuer } from "./issuer.ts";
import type { Stage } from "./stage.ts";

const ROUNDS = 21;
const QUICK_ROUNDS = 2;
const WARM_UP_REQUESTS = 2_000;
const REQUESTS_PER_ROUND = 1_000;
/** Less than would keep the server busy all the time: what counts is how long one waits, not who is in front. */
const CONNECTIONS = 4;
/** An account has four fetches at a time, and who failed is left alone for a while: so many that somebody is always being asked. */
const DOWN = 40;
const ASKED_EVERY_MS = 50;
/** A fetch is given five seconds; the rest is the machine's. */
const BOUND_MS = 6_000;
const NO_KEY = "retrieve verification key from your identity provider";
const CASES = ["GetCallerIdentity", "GetUser, 1,000 users"];

export async function measureIssuerDown(
  stage: Omit<Stage, "rolecall">,
  options: BenchOptions,
): Promise<void> {
  const { issuer } = stage;
  const down = await Promise.all(Array.from({ length: DOWN }, startIssuer));
  const server = await startRolecall(federationSeed([issuer], down), ["--loopback-issuers"]);
  const place = { ...stage, rolecall: server, connections: CONNECTIONS, down };
  try {
    for (const each of down) each.answer("never");
    await sessionsOf(place, WARM_UP_REQUESTS);
    issuer.answer("never");
    options.report(await measureUnknownKeys(place));
    for (const line of await measureRounds(place, options.quick ? QUICK_ROUNDS : ROUNDS))
      options.report(line);
  } finally {
    issuer.answer("well");
    await server.close();
    for (const each of down) each.close();
  }
}

interface Place extends Stage {
  readonly down: readonly BenchIssuer[];
}

/** Of keys that were fetched before. */
function sessionsOf(place: Place, count: number): Promise<Sample> {
  const { issuer, rolecall, nextNumber } = place;
  const requests = Array.from({ length: count }, () => {
    const number = nextNumber();
    return unsignedPost(webIdentityForm(issuer.sign("RS256", number), number), `127.0.0.1:${rolecall.port}`);
  });
  return takeSample(place, rolecall, requests);
}

/** One token of each of the four issuers that are asked at once, whose keys nobody has. @throws Error where it is refused otherwise */
async function measureUnknownKeys({ rolecall, down, nextNumber }: Place): Promise<ReportLine> {
  const waits = await Promise.all(
    down.slice(0, 4).map(async (issuer) => {
      const startMs = performance.now();
      await askInVain(rolecall.port, issuer, nextNumber());
      return performance.now() - startMs;
    }),
  );
  return {
    case: "an issuer is down, its keys are not known",
    slowestMs: rounded(Math.max(...waits)),
    boundMs: BOUND_MS,
  };
}

async function askInVain(port: number, issuer: BenchIssuer, number: number): Promise<void> {
  const form = webIdentityForm(issuer.sign("ES256", number, "unknown"), number);
  const body = new URLSearchParams(form);
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
  const text = await answer.text();
  if (answer.status !== 400 || !text.includes(NO_KEY)) throw new Error(`Not what was expected: ${text}`);
}

type Figures = Readonly<Record<"quiet" | "asked", Sample>>;

/** By turns with and without issuers being asked that do not answer, so that a slow moment of the machine is not one side's. */
async function measureRounds(place: Place, count: number): Promise<readonly ReportLine[]> {
  const others = httpCases.filter(({ name }) => CASES.includes(name));
  const take = (each: HttpCase, requests: number) =>
    takeSample(place, place.rolecall, signRequests(each, { ...place, sessions: [] }, requests));
  for (const each of others) await take(each, WARM_UP_REQUESTS);
  const rounds = new Map<string, Figures[]>();
  const note = (name: string, figures: Figures) => rounds.set(name, [...(rounds.get(name) ?? []), figures]);
  const askedBefore = askedOf(place);
  for (let round = 0; round < count; round++) {
    const turn = async (name: string, sample: () => Promise<Sample>) => {
      const isAskedFirst = round % 2 === 1;
      const first = isAskedFirst ? await whileAsked(place, sample) : await sample();
      const second = isAskedFirst ? await sample() : await whileAsked(place, sample);
      note(name, isAskedFirst ? { asked: first, quiet: second } : { quiet: first, asked: second });
    };
    for (const each of others) await turn(each.name, () => take(each, REQUESTS_PER_ROUND));
    await turn("AssumeRoleWithWebIdentity, cached keys", () => sessionsOf(place, REQUESTS_PER_ROUND));
  }
  const fetches = askedOf(place) - askedBefore;
  return [...rounds].map(([name, figures]) => summarize(name, figures, fetches));
}

function askedOf({ down }: Place): number {
  return down.reduce((sum, each) => sum + each.asked(), 0);
}

/** Tokens of issuers that are down come all the while, some waiting for the fetch of their issuer's keys, and go on waiting behind it. */
async function whileAsked(place: Place, sample: () => Promise<Sample>): Promise<Sample> {
  const { rolecall, down, nextNumber } = place;
  let isOver = false;
  const asking = (async () => {
    for (let turn = 0; !isOver; turn++) {
      askInVain(rolecall.port, down[turn % down.length]!, nextNumber()).catch((error: unknown) => {
        // Those still waiting when the bench ends are cut off.
        if (!isOver) throw error;
      });
      await wait(ASKED_EVERY_MS);
    }
  })();
  await wait(4 * ASKED_EVERY_MS);
  const taken = await sample();
  isOver = true;
  await asking;
  return taken;
}

/** Medians over the rounds; ratios are taken within each. */
function summarize(name: string, rounds: readonly Figures[], fetches: number): ReportLine {
  const of = (figure: (round: Figures) => number) => rounded(median(rounds.map(figure)));
  return {
    case: `issuers are down: ${name}`,
    perSecond: of(({ asked }) => asked.perSecond),
    quietPerSecond: of(({ quiet }) => quiet.perSecond),
    p99Us: of(({ asked }) => asked.p99Us),
    quietP99Us: of(({ quiet }) => quiet.p99Us),
    timesQuietP99: of(({ asked, quiet }) => asked.p99Us / quiet.p99Us),
    fetches,
  };
}
