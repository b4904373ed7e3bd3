/** How many proofs become sessions in a second, beside a bare server and beside verifying signatures alone. */
import type { BenchOptions, ReportLine } from "../bench.ts";
import { takeSample } from "../http/measure-case.ts";
import { unsignedPost } from "../http/signed-request.ts";
import { median, rounded } from "../measure.ts";
import { type BareVerification, type BareVerifier, startBareVerifier } from "./bare-verification.ts";
import { samlForm, webIdentityForm } from "./installation.ts";
import type { BenchAlgorithm } from "./issuer.ts";
import type { Stage } from "./stage.ts";

const ROUNDS = 21;
const QUICK_ROUNDS = 1;
const WARM_UP_REQUESTS = 2_000;
const QUICK_WARM_UP_REQUESTS = 300;

interface ProofCase {
  readonly name: string;
  /** Of web identity tokens. */
  readonly algorithm?: BenchAlgorithm;
  readonly requestsPerRound: number;
  /** The least share of what one core verifies. */
  readonly verificationBar?: number;
  /** The least share of what a bare node:http server answers. */
  readonly bar?: number;
  readonly perSecondBar?: number;
}

const CASES: readonly ProofCase[] = [
  {
    name: "AssumeRoleWithWebIdentity, RS256",
    algorithm: "RS256",
    requestsPerRound: 1_500,
    verificationBar: 0.5,
    bar: 0.1,
  },
  { name: "AssumeRoleWithWebIdentity, ES256", algorithm: "ES256", requestsPerRound: 1_500 },
  { name: "AssumeRoleWithSAML", requestsPerRound: 400, perSecondBar: 300 },
];

type Sample = Awaited<ReturnType<typeof takeSample>>;

interface Round {
  readonly bare: Sample;
  readonly rolecall: Sample;
  readonly verification: BareVerification | undefined;
}

/** All cases in each round, so that a slow moment of the machine is not one case's. */
export async function measureSpeed(stage: Stage, { quick, report }: BenchOptions): Promise<void> {
  const verifier = startBareVerifier();
  try {
    const warmUp = quick ? QUICK_WARM_UP_REQUESTS : WARM_UP_REQUESTS;
    for (const each of CASES) await runRound(each, warmUp, { stage, verifier });
    const rounds = new Map<ProofCase, Round[]>(CASES.map((each) => [each, []]));
    for (let round = 0; round < (quick ? QUICK_ROUNDS : ROUNDS); round++) {
      for (const [each, done] of rounds)
        done.push(await runRound(each, each.requestsPerRound, { stage, verifier }));
    }
    for (const [each, done] of rounds) report(summarize(each, done));
  } finally {
    verifier.close();
  }
}

interface Place {
  readonly stage: Stage;
  readonly verifier: BareVerifier;
}

/** Proofs are made before anything is timed, each anew; then the same bytes go to both servers, and the tokens to the verifier. */
async function runRound({ algorithm }: ProofCase, count: number, { stage, verifier }: Place): Promise<Round> {
  const { issuer, rolecall, barePost } = stage;
  const numbers = Array.from({ length: count }, stage.nextNumber);
  const tokens = algorithm === undefined ? [] : numbers.map((number) => issuer.sign(algorithm, number));
  const forms =
    algorithm === undefined
      ? numbers.map(samlForm)
      : numbers.map((number, index) => webIdentityForm(tokens[index]!, number));
  const requests = forms.map((form) => unsignedPost(form, `127.0.0.1:${rolecall.port}`));
  return {
    bare: await takeSample(stage, barePost, requests),
    verification: algorithm && (await verifier.verify(tokens, issuer.publicKeys[algorithm])),
    rolecall: await takeSample(stage, rolecall, requests),
  };
}

/** Medians over the rounds; ratios are taken within each. The processor's clock ticks coarsely: its rounds are taken together. */
function summarize(
  { name, bar, verificationBar, perSecondBar }: ProofCase,
  rounds: readonly Round[],
): ReportLine {
  const of = (figure: (round: Round) => number) => rounded(median(rounds.map(figure)));
  const mean = (figure: (round: Round) => number) =>
    rounded(rounds.reduce((sum, round) => sum + figure(round), 0) / rounds.length);
  const verifiedPerSecond = ({ verification }: Round) => verification?.perSecond ?? Number.NaN;
  return {
    case: name,
    perSecond: of(({ rolecall }) => rolecall.perSecond),
    ...(perSecondBar !== undefined && { perSecondBar }),
    ratioOfBarePost: of(({ rolecall, bare }) => rolecall.perSecond / bare.perSecond),
    ...(bar !== undefined && { bar }),
    ...(rounds[0]?.verification !== undefined && {
      ratioOfVerification: of((round) => round.rolecall.perSecond / verifiedPerSecond(round)),
      ...(verificationBar !== undefined && { verificationBar }),
      verifiedPerSecond: of(verifiedPerSecond),
      verificationProcessorUs: mean(({ verification }) => verification?.processorUs ?? Number.NaN),
    }),
    p50Us: of(({ rolecall }) => rolecall.p50Us),
    p99Us: of(({ rolecall }) => rolecall.p99Us),
    barePostPerSecond: of(({ bare }) => bare.perSecond),
    processorUs: mean(({ rolecall }) => rolecall.processorUs),
    barePostProcessorUs: mean(({ bare }) => bare.processorUs),
  };
}
