import { ApiError } from "../../../session/api-error.ts";
import { callOperation } from "../../../session/call-operation.ts";

const PAUSE_MS = 400;
/** Half a minute: more than the report of one account takes. */
const TRIES_MAX = 75;
/** One page of the report; AWS has fewer services than that. */
const SERVICES_MAX = 1_000;

/** A service that an account used, its newest use first told. */
export interface UsedService {
  readonly name: string;
  /** The prefix of its actions: `s3`. */
  readonly namespace: string;
  readonly lastUsed: string;
}

/**
 * What an account used of what its service control policies let it use, since a moment, the newest use first: AWS's report for an
 * organization, which tells of services alone, and of an account as a whole.
 * Source: IAM API Reference, GenerateOrganizationsAccessReport.
 * @param entityPath `o-…/r-…/ou-…/111122223333`
 * @throws ApiError where it may not be made, failed, or is late
 */
export async function readUsedServices(
  entityPath: string,
  sinceMs: number,
  signal: AbortSignal,
): Promise<readonly UsedService[]> {
  const { JobId = "" } = await callOperation("iam", "GenerateOrganizationsAccessReport", {
    EntityPath: entityPath,
  });
  const details = await waitForReport(JobId, signal);
  return details
    .flatMap(({ ServiceName: name, ServiceNamespace: namespace, LastAuthenticatedTime: lastUsed }) =>
      lastUsed === undefined || Date.parse(lastUsed) < sinceMs ? [] : [{ name, namespace, lastUsed }],
    )
    .toSorted((one, other) => Date.parse(other.lastUsed) - Date.parse(one.lastUsed));
}

async function waitForReport(JobId: string, signal: AbortSignal) {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const { JobStatus, ErrorDetails, AccessDetails } = await callOperation(
      "iam",
      "GetOrganizationsAccessReport",
      { JobId, MaxItems: SERVICES_MAX },
      signal,
    );
    if (JobStatus === "COMPLETED") return AccessDetails ?? [];
    if (JobStatus === "FAILED")
      throw new ApiError(500, {
        code: ErrorDetails?.Code ?? "ReportFailed",
        message: ErrorDetails?.Message ?? "The report failed.",
      });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new ApiError(504, { code: "ReportLate", message: "The report was not there after 30 seconds." });
}
