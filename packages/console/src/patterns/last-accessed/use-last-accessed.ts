import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { ApiError } from "../../session/api-error.ts";
import { callOperation, type OutputOf } from "../../session/call-operation.ts";
import { readAll } from "../items/use-all.ts";

const PAUSE_MS = 400;
/** A minute and a half: more than the biggest report takes. */
const TRIES_MAX = 225;
/** ListPoliciesGrantingServiceAccess takes as many at once. */
const NAMESPACES_MAX = 200;

export interface AccessedService {
  readonly name: string;
  readonly namespace: string;
  readonly lastAccessed: string | undefined;
  /** Of a policy: who used it last of those that have it. */
  readonly lastBy: string | undefined;
  readonly policies: readonly GrantingPolicy[];
  readonly actions: readonly { readonly name: string; readonly lastAccessed: string | undefined }[];
}

interface GrantingPolicy {
  readonly name: string;
  /** Absent where it is inline. */
  readonly arn: string | undefined;
  /** Whose inline policy: "group Developers". */
  readonly of: string | undefined;
}

/** Generates the report of a user, group or role, waits for it, and joins to it who grants what. */
export function useLastAccessed(arn: string): UseQueryResult<readonly AccessedService[], ApiError> {
  return useQuery<readonly AccessedService[], ApiError>({
    queryKey: ["iam", "last accessed", arn],
    queryFn: ({ signal }) => readLastAccessed(arn, signal),
    staleTime: 60_000,
  });
}

async function readLastAccessed(Arn: string, signal: AbortSignal): Promise<readonly AccessedService[]> {
  const { JobId = "" } = await callOperation("iam", "GenerateServiceLastAccessedDetails", {
    Arn,
    Granularity: "ACTION_LEVEL",
  });
  await waitForJob(JobId, signal);
  const services = await readAll(
    (page) => callOperation("iam", "GetServiceLastAccessedDetails", { JobId, ...page }, signal),
    ({ ServicesLastAccessed }) => ServicesLastAccessed,
  );
  const namespaces = services.map(({ ServiceNamespace }) => ServiceNamespace);
  const granting = isPolicyArn(Arn) ? new Map() : await readGranting(Arn, namespaces);
  return services.map((service) => ({
    name: service.ServiceName,
    namespace: service.ServiceNamespace,
    lastAccessed: service.LastAuthenticated,
    lastBy: service.LastAuthenticatedEntity,
    policies: granting.get(service.ServiceNamespace) ?? [],
    actions: (service.TrackedActionsLastAccessed ?? []).flatMap(({ ActionName, LastAccessedTime }) =>
      ActionName === undefined ? [] : [{ name: ActionName, lastAccessed: LastAccessedTime }],
    ),
  }));
}

/** A policy grants by itself: which policies do is not asked of it. */
export function isPolicyArn(arn: string): boolean {
  return /^arn:[^:]+:iam::[^:]*:policy\//.test(arn);
}

/** @throws ApiError where the report failed, or never was there */
async function waitForJob(JobId: string, signal: AbortSignal): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const { JobStatus, Error: failure } = await callOperation(
      "iam",
      "GetServiceLastAccessedDetails",
      { JobId, MaxItems: 1 },
      signal,
    );
    if (JobStatus === "COMPLETED") return;
    if (JobStatus === "FAILED")
      throw new ApiError(500, { code: failure?.Code ?? "ReportFailed", message: failure?.Message ?? "" });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new ApiError(504, { code: "ReportLate", message: "The report was not there after 90 seconds." });
}

async function readGranting(
  Arn: string,
  namespaces: readonly string[],
): Promise<ReadonlyMap<string, readonly GrantingPolicy[]>> {
  const found = new Map<string, readonly GrantingPolicy[]>();
  for (let at = 0; at < namespaces.length; at += NAMESPACES_MAX) {
    const ServiceNamespaces = namespaces.slice(at, at + NAMESPACES_MAX);
    const entries = await readAll(
      ({ Marker }) =>
        callOperation("iam", "ListPoliciesGrantingServiceAccess", {
          Arn,
          ServiceNamespaces,
          ...(Marker !== undefined && { Marker }),
        }),
      ({ PoliciesGrantingServiceAccess }) => PoliciesGrantingServiceAccess,
    );
    for (const { ServiceNamespace = "", Policies = [] } of entries)
      found.set(ServiceNamespace, [...(found.get(ServiceNamespace) ?? []), ...Policies.map(toGranting)]);
  }
  return found;
}

type Entry = OutputOf<"iam", "ListPoliciesGrantingServiceAccess">["PoliciesGrantingServiceAccess"][number];

function toGranting({
  PolicyName,
  PolicyArn,
  EntityType,
  EntityName,
}: NonNullable<Entry["Policies"]>[number]): GrantingPolicy {
  const of = EntityName === undefined ? undefined : `${EntityType?.toLowerCase() ?? ""} ${EntityName}`.trim();
  return { name: PolicyName, arn: PolicyArn, of };
}
