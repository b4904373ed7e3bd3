import type { AccessDetail } from "@rolecall/contracts/iam";
import { toOrganizationId } from "@rolecall/names";
import { anything, type Operation } from "@rolecall/operations";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { jobPage } from "../report-job/job-page.ts";
import { beginJob, jobOf, jobToWire, recordJob, runningJobs, wholeMinute } from "../report-job/report-job.ts";
import {
  type AccessReport,
  type AccessReportRequest,
  makeAccessReport,
  type ServiceRow,
} from "./make-report.ts";
import { managedOrganization, mayRead } from "./managed-organization.ts";
import { ROW_ORDERS } from "./row-orders.ts";

const KIND = "organizationsAccess";

/** Who asks for the same once more within this time is answered the job that is under way (recorded: about a minute). */
const SAME_JOB_MS = 60_000;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateOrganizationsAccessReport.html */
const generateOrganizationsAccessReport = iam.write("GenerateOrganizationsAccessReport", {
  on: managedOrganization,
  async perform({ call, target: { organization, jobId } }) {
    const { EntityPath: entityPath, OrganizationsPolicyId } = call.input;
    const policyId = OrganizationsPolicyId && toOrganizationId("policy", OrganizationsPolicyId);
    const request: AccessReportRequest = {
      entityPath,
      ...(policyId && { policyId }),
      mayRead: await mayRead(call, organization, policyId || undefined),
    };
    const [running] = await runningJobs(call, KIND);
    if (running !== undefined) {
      const isSame =
        running.request === JSON.stringify(request) && running.requestedBy === call.caller.userId;
      if (isSame && call.now < running.requestedAt + SAME_JOB_MS) return { JobId: running.id };
      throw iamError("ReportGenerationLimitExceeded", "Maximum number of concurrent jobs exceeded");
    }
    await recordJob(call, { kind: KIND, id: jobId, request });
    return { JobId: jobId };
  },
  async afterwards({ call: { env }, target: { jobId } }) {
    beginJob(env, jobId, makeAccessReport);
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOrganizationsAccessReport.html */
const getOrganizationsAccessReport = iam.read("GetOrganizationsAccessReport", {
  on: anything,
  async perform({ call }) {
    const { JobId, SortKey = "SERVICE_NAMESPACE_ASCENDING" } = call.input;
    const state = await jobOf(call, KIND, JobId);
    const begun = { ...jobToWire(state), IsTruncated: false };
    if (state.status === "IN_PROGRESS") return begun;
    if (state.status === "FAILED") return { ...begun, ErrorDetails: state.failure };
    const { services } = JSON.parse(state.content) as AccessReport;
    const sorted = services.toSorted(ROW_ORDERS[SortKey]);
    const { rows, marks } = jobPage(call, { rows: sorted, show: rowToWire, filter: SortKey });
    return {
      ...begun,
      NumberOfServicesAccessible: services.length,
      NumberOfServicesNotAccessed: services.filter(({ activity }) => activity === undefined).length,
      AccessDetails: rows,
      ...marks,
    };
  },
});

/** Of IAM, which is in one region, AWS tells that one though it was not tried (recorded). */
const REGIONS_OF_UNUSED: Readonly<Record<string, string>> = { iam: "us-east-1" };

function rowToWire({ namespace, name, activity }: ServiceRow): AccessDetail {
  const region = activity?.region ?? REGIONS_OF_UNUSED[namespace];
  return {
    ServiceName: name,
    ServiceNamespace: namespace,
    TotalAuthenticatedEntities: activity?.accounts ?? 0,
    ...(region !== undefined && { Region: region }),
    ...(activity !== undefined && {
      EntityPath: activity.entityPath,
      LastAuthenticatedTime: wholeMinute(activity.at),
    }),
  };
}

export const organizationsAccessReportOperations: readonly Operation[] = [
  generateOrganizationsAccessReport,
  getOrganizationsAccessReport,
];
