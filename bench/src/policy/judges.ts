/** Those who decide the workload: the engine, and the oracle that tells whether it is right. */
import {
  type AuthorizationRequest,
  type CompiledLayers,
  type CompiledPolicySet,
  compileLayers,
  compilePolicy,
  compilePolicySet,
  type Decision,
  decide,
  type PolicyKind,
  type PolicyLayers,
  parsePolicy,
  recordContext,
} from "@rolecall/policy";
import { judgeByOracle } from "../../../packages/policy/oracle/judge.ts";
import type { Workload, WrittenPolicy } from "./workload.ts";
import type { WrittenRequest } from "./written-request.ts";

/** A request as the engine takes it, parsed from a JSON text of its own, so that no two share a string. */
export function parseRequest(text: string): AuthorizationRequest {
  return requestFrom(JSON.parse(text) as WrittenRequest);
}

const requestFrom = (written: WrittenRequest): AuthorizationRequest => ({
  ...written,
  context: recordContext(written.context),
});

/** A request as the engine takes it and as it was written, for those who take it otherwise. */
export interface PreparedRequest {
  readonly written: WrittenRequest;
  readonly request: AuthorizationRequest;
}

export function prepareRequest(text: string): PreparedRequest {
  const written = JSON.parse(text) as WrittenRequest;
  return { written, request: requestFrom(written) };
}

export interface EngineJudge {
  /** The layers for a request: the bucket policy is only S3's. */
  layersFor(request: AuthorizationRequest): CompiledLayers;
}

export function createEngineJudge(workload: Workload): EngineJudge {
  const layers: PolicyLayers = {
    identity: compile(workload.identity, "identity"),
    ...(workload.boundary && { boundary: compile(workload.boundary, "boundary") }),
    ...(workload.serviceControl && {
      serviceControl: workload.serviceControl.map((level) => compile(level, "serviceControl")),
    }),
  };
  const bucket = workload.bucket && compile(workload.bucket, "resource");
  const others = compileLayers(layers);
  const s3 = bucket === undefined ? others : compileLayers({ ...layers, resource: bucket });
  return { layersFor: ({ action }) => (action.startsWith("s3:") ? s3 : others) };
}

function compile(policies: readonly WrittenPolicy[], kind: PolicyKind): CompiledPolicySet {
  return compilePolicySet(
    policies.map((policy) => {
      const parsed = parsePolicy(JSON.stringify(policy), kind);
      if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
      return compilePolicy(parsed.policy);
    }),
  );
}

export const decideByEngine = (judge: EngineJudge, request: AuthorizationRequest): Decision =>
  decide(request, judge.layersFor(request));

export function decideByOracle(workload: Workload, request: AuthorizationRequest): Decision {
  const { identity, boundary, serviceControl, bucket } = workload;
  const hasBucket = bucket !== undefined && request.action.startsWith("s3:");
  return judgeByOracle({
    request,
    layers: {
      identity,
      ...(boundary && { boundary }),
      ...(serviceControl && { serviceControl }),
      ...(hasBucket && { resource: bucket }),
    },
  });
}
