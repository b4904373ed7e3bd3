import { AccessDenied, type AnonymousCaller, type Caller, type IdentifiedCaller } from "@rolecall/access";
import type { ServiceName } from "@rolecall/contracts";
import type { WholeRequest } from "@rolecall/edge";
import { ownPartition } from "@rolecall/names";
import { type Invocation, runOperation } from "@rolecall/operations";
import {
  answerProtocol,
  checkInput,
  codecOf,
  encodeError,
  type ProtocolResponse,
  type Router,
} from "@rolecall/protocols";
import { parseAuthorization } from "@rolecall/sigv4";
import type { Denials, Denied } from "../denials/denials.ts";
import { type Installation, wholeSeconds } from "../installation/installation.ts";
import { homeRegion } from "../installation/regions.ts";
import { explainFailure, type Failure } from "./failure.ts";
import { findBuilt } from "./find-built.ts";
import { findContract } from "./find-contract.ts";
import { globalEndpoint } from "./global-endpoint.ts";
import type { Known, Origin, Outcome } from "./passage.ts";
import type { Recorder } from "./record.ts";
import { refuseDisabledRegion } from "./refuse-disabled-region.ts";
import { meantRegion, requestedRegion } from "./requested-region.ts";
import { signingCertificate, whoCalls } from "./who-calls.ts";

/** Two entrances. Neither ever rejects, and whatever comes through one of them is recorded. */
export interface Pipeline {
  /** Answers a request as it came off the wire. */
  handle(request: WholeRequest): Promise<ProtocolResponse>;
  /** Authorizes and performs a call whose caller was established in another way than by a signature. */
  perform(call: EstablishedCall): Promise<Performed>;
}

/** What a session of the console or a gateway asks for on behalf of who it knows. */
export interface EstablishedCall {
  /** Is confirmed once more in the transaction: credentials that ended since are refused. Of operations that nobody signs: nobody. */
  readonly caller: IdentifiedCaller | AnonymousCaller;
  readonly service: ServiceName;
  /** One that the contract has. */
  readonly operation: string;
  /** Decoded; its constraints are checked. */
  readonly input: unknown;
  /** Of the client, not of who asks for it. */
  readonly origin: Origin;
  /** The region that the client means; the home region where absent. */
  readonly region?: string;
  /** What vouches for the caller besides, looked at once more in the transaction. */
  readonly confirm?: Invocation["confirm"];
  /** Whether it is somebody who signed in to the console. */
  readonly isFromConsole?: boolean;
}

/** What came of it, and of a denial what else there is to tell. */
export type Performed = Outcome & { readonly denied?: Denied | undefined };

export interface PipelineParts {
  readonly installation: Installation;
  readonly router: Router;
  readonly recorder: Recorder;
  readonly denials: Denials;
  /** Told of what should never happen, with all that is known. */
  readonly onBug: (error: unknown, requestId: string) => void;
  /** Told of what the database did not answer. */
  readonly onOutage: (error: unknown, requestId: string) => void;
  /** Told of what the person who runs the installation can do about a refusal. */
  readonly onRemedy: (remedy: string, requestId: string) => void;
}

/** What is known of a request so far; a failure is recorded with as much. */
interface Journey {
  readonly origin: Origin;
  readonly nowMs: number;
  /** In whole seconds. */
  readonly now: number;
  /** Filled in step by step. */
  readonly known: { -readonly [Fact in keyof Known]: Known[Fact] };
}

/** A way through the pipeline, and what its end looks like. */
interface Road<Result> {
  readonly walk: (journey: Journey) => Promise<{ readonly output: unknown; readonly result: Result }>;
  readonly refuse: (failure: Failure, known: Known) => Result;
}

/** The pipeline of an installation. Both entrances lead through `travel`, which records. */
export function createPipeline(parts: PipelineParts): Pipeline {
  return {
    handle: (request) =>
      travel(parts, originOf(request), {
        walk: (journey) => walkFromWire(parts, request, journey),
        refuse: (failure, { contract }) => encodeFailure(failure, request, contract),
      }),
    perform: (call) =>
      travel<Performed>(parts, call.origin, {
        walk: (journey) => walkFromInside(parts, call, journey),
        refuse: ({ wire }, { denied }) => ({ failure: wire, denied }),
      }),
  };
}

function encodeFailure(
  { wire, protocol, headers }: Failure,
  request: WholeRequest,
  contract: Known["contract"],
): ProtocolResponse {
  const answer = answerProtocol(protocol, request);
  const response = encodeError(wire, { protocol: answer, contract, requestId: request.id });
  return headers === undefined ? response : { ...response, headers: { ...response.headers, ...headers } };
}

/** The only place that catches. */
async function travel<Result>(
  parts: PipelineParts,
  origin: Origin,
  { walk, refuse }: Road<Result>,
): Promise<Result> {
  const { installation, recorder, onBug, onOutage, onRemedy } = parts;
  const startedAt = performance.now();
  const nowMs = installation.clock();
  const journey: Journey = { origin, nowMs, now: wholeSeconds(nowMs), known: {} };
  let outcome: Outcome;
  let result: Result;
  try {
    const arrived = await walk(journey);
    outcome = { output: arrived.output };
    result = arrived.result;
  } catch (error) {
    const denied = error instanceof AccessDenied ? tellDenied(parts, error, journey) : undefined;
    if (denied !== undefined) journey.known.denied = denied;
    const failure = explainFailure(error, journey.known.identified?.protocol, denied);
    if (failure.isBug) onBug(error, origin.id);
    if (failure.isOutage) onOutage(error, origin.id);
    if (failure.remedy !== undefined) onRemedy(failure.remedy, origin.id);
    outcome = { failure: failure.wire };
    result = refuse(failure, journey.known);
  }
  const durationMs = performance.now() - startedAt;
  recorder.record({ ...journey.known, origin, now: journey.now, durationMs, outcome });
  return result;
}

/** INVARIANT: what cannot be told of a denial does not stand in its way: it is a denial all the same. */
function tellDenied(
  { denials, onBug }: PipelineParts,
  { denial }: AccessDenied,
  { origin, nowMs, known }: Journey,
): Denied | undefined {
  known.denial = denial;
  try {
    return denials.tell(denial, { requestId: origin.id, now: nowMs, region: known.region ?? homeRegion() });
  } catch (error) {
    onBug(error, origin.id);
    return undefined;
  }
}

/**
 * The road of a request: identify, authenticate, decode, authorize and operate, encode. This is the whole list; recording
 * comes behind it, however it ends.
 * INVARIANT: nothing is answered from what is remembered, of keys, users or roles, before `mayAnswer`: a process that was paused or
 * cut off hears first of what has ended meanwhile.
 */
async function walkFromWire(
  { installation, router }: PipelineParts,
  request: WholeRequest,
  journey: Journey,
) {
  const { method, rawPath, rawQuery, headers, body } = request;
  const signed = { method, rawPath, rawQuery, headers, payload: body };
  const parsed = parseAuthorization(signed);
  const identified = router.identify(request, parsed.claim?.service);
  const { contract, operation } = await findContract(identified);
  const { known } = journey;
  known.identified = identified;
  known.contract = contract;
  known.operation = operation;
  const { store } = installation;
  if (!store.mayAnswer) await store.refresh();
  known.staleMs = store.staleMs;
  const caller = await whoCalls(installation, { signed, parsed, identified, nowMs: journey.nowMs });
  const region = requestedRegion(identified, parsed.claim, installation);
  known.caller = caller;
  known.region = region;
  if (ownPartition().optInRegions.has(region)) await refuseDisabledRegion(installation, caller, region);
  const built = findBuilt(await installation.services.load(identified.service), identified);
  const codec = codecOf(contract, operation);
  const input = codec.decode(request, identified);
  known.input = input;
  known.isReadOnly = built.mode !== "write";
  const output = await runOperation(installation.store, built, {
    service: identified.service,
    contract: operation,
    input,
    isSigned: !identified.unsigned,
    caller,
    now: journey.now,
    request: { ...journey.origin, region, ...globalEndpoint(identified, request) },
    env: installation,
    certificate: identified.unsigned
      ? () => signingCertificate(installation, { signed, parsed, identified, nowMs: journey.nowMs })
      : undefined,
    onProven: noteProven(journey),
  });
  return { output, result: codec.encode(output, request.id, answerProtocol(identified.protocol, request)) };
}

/** The same road from behind decode, for a call by an established caller. */
async function walkFromInside(
  { installation }: PipelineParts,
  { caller, input, confirm, isFromConsole, ...call }: EstablishedCall,
  journey: Journey,
) {
  const { contract, operation } = await findContract(call);
  const { protocol } = contract;
  const region = meantRegion(call.service, call.region);
  const identified = { service: call.service, operation: call.operation, protocol };
  Object.assign(journey.known, { identified, contract, operation, caller, region, input, isFromConsole });
  const { store } = installation;
  if (!store.mayAnswer) await store.refresh();
  journey.known.staleMs = store.staleMs;
  if (ownPartition().optInRegions.has(region)) await refuseDisabledRegion(installation, caller, region);
  const built = findBuilt(await installation.services.load(call.service), identified);
  journey.known.isReadOnly = built.mode !== "write";
  checkInput(contract, operation, input);
  const output = await runOperation(installation.store, built, {
    service: call.service,
    contract: operation,
    input,
    isSigned: true,
    caller,
    now: journey.now,
    request: { ...journey.origin, region },
    env: installation,
    confirm,
    onProven: noteProven(journey),
  });
  return { output, result: { output } };
}

/** Who an operation that nobody signs turned out to be called by is recorded too. */
function noteProven(journey: Journey): (caller: Caller) => void {
  return (caller) => {
    journey.known.caller = caller;
  };
}

function originOf({ id, sourceIp, headers, isSecureTransport }: WholeRequest): Origin {
  return { id, sourceIp, userAgent: headers["user-agent"]?.[0], isSecureTransport };
}
