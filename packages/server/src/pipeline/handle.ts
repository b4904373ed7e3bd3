import {
  ANONYMOUS,
  AuthenticationError,
  authenticate,
  type Caller,
  type RequestFacts,
} from "@rolecall/access";
import { loadContract, type OperationContract, type ServiceContract } from "@rolecall/contracts";
import type { WholeRequest } from "@rolecall/edge";
import { runOperation } from "@rolecall/operations";
import {
  answerProtocol,
  codecOf,
  encodeError,
  type Identified,
  type ProtocolResponse,
  type Router,
} from "@rolecall/protocols";
import { type Parsed, parseAuthorization, type SignedRequest } from "@rolecall/sigv4";
import { type Installation, wholeSeconds } from "../installation/installation.ts";
import { explainFailure } from "./failure.ts";
import { findBuilt } from "./find-built.ts";
import type { Known, Outcome } from "./passage.ts";
import type { Recorder } from "./record.ts";
import { requestedRegion } from "./requested-region.ts";

export interface Pipeline {
  /** Answers every request; never rejects. */
  handle(request: WholeRequest): Promise<ProtocolResponse>;
}

export interface PipelineParts {
  readonly installation: Installation;
  readonly router: Router;
  readonly recorder: Recorder;
  /** Told of what should never happen, with all that is known. */
  readonly onBug: (error: unknown, requestId: string) => void;
}

/**
 * The road of a request: identify, authenticate, decode, authorize and operate, encode, record. This is the whole list, and
 * the only place that catches.
 */
export function createPipeline({ installation, router, recorder, onBug }: PipelineParts): Pipeline {
  return {
    async handle(request) {
      const startedAt = performance.now();
      const nowMs = installation.clock();
      const now = wholeSeconds(nowMs);
      // What is known so far; a failure is recorded with as much.
      let known: Known = {};
      let outcome: Outcome;
      let response: ProtocolResponse;
      try {
        const signed = signedRequest(request);
        const parsed = parseAuthorization(signed);
        const identified = router.identify(request, parsed.claim?.service);
        const { contract, operation } = await contractOf(identified);
        known = { identified, contract, operation };
        const caller = await whoCalls(installation, { signed, parsed, identified, nowMs });
        const region = requestedRegion(identified, parsed.claim, installation);
        known = { ...known, caller, region };
        const built = findBuilt(await installation.services.load(identified.service), identified);
        const codec = codecOf(contract, operation);
        const input = codec.decode(request, identified);
        known = { ...known, input, isReadOnly: built.mode !== "write" };
        const output = await runOperation(installation.store, built, {
          service: identified.service,
          contract: operation,
          input,
          isSigned: !identified.unsigned,
          caller,
          now,
          request: factsOf(request, region),
          env: installation,
          onProven: (proven) => {
            known = { ...known, caller: proven };
          },
        });
        response = codec.encode(output, request.id, answerProtocol(identified.protocol, request));
        outcome = { output };
      } catch (error) {
        const failure = explainFailure(error, known.identified?.protocol);
        if (failure.isBug) onBug(error, request.id);
        response = encodeError(failure.wire, {
          protocol: answerProtocol(failure.protocol, request),
          contract: known.contract,
          requestId: request.id,
        });
        outcome = { failure: failure.wire };
      }
      recorder.record({ ...known, request, now, durationMs: performance.now() - startedAt, outcome });
      return response;
    },
  };
}

async function contractOf(
  identified: Identified,
): Promise<{ contract: ServiceContract; operation: OperationContract }> {
  const contract = await loadContract(identified.service);
  const operation = contract.operations.get(identified.operation);
  if (operation === undefined)
    throw new Error(`${identified.operation} is in the index and not in the contract.`);
  return { contract, operation };
}

interface Signature {
  readonly signed: SignedRequest;
  readonly parsed: Parsed;
  readonly identified: Identified;
  readonly nowMs: number;
}

/** An operation that takes no signature is called by nobody in particular. */
async function whoCalls(
  installation: Installation,
  { signed, parsed, identified, nowMs }: Signature,
): Promise<Caller> {
  if (identified.unsigned) return ANONYMOUS;
  if (parsed.failure !== undefined) throw new AuthenticationError(parsed.failure);
  return authenticate(signed, parsed.claim, {
    service: identified.signingName,
    nowMs,
    verifying: installation,
  });
}

function signedRequest({ method, rawPath, rawQuery, headers, body }: WholeRequest): SignedRequest {
  return { method, rawPath, rawQuery, headers, payload: body };
}

function factsOf(request: WholeRequest, region: string): RequestFacts {
  return {
    id: request.id,
    sourceIp: request.sourceIp,
    userAgent: request.headers["user-agent"]?.[0],
    region,
    isSecureTransport: request.isSecureTransport,
  };
}
