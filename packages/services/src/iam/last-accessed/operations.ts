import type { AccessAdvisorUsageGranularityType } from "@rolecall/contracts/iam";
import { anything, type Operation } from "@rolecall/operations";
import { iam } from "../define.ts";
import { jobPage } from "../report-job/job-page.ts";
import { beginJob, jobOf, jobToWire, recordJob } from "../report-job/report-job.ts";
import { type LastAccessedDetails, makeDetails } from "./details.ts";
import { reported } from "./reported.ts";
import { entitiesById, entitiesToWire, serviceToWire } from "./show.ts";
import type { Watched } from "./watched.ts";

const KIND = "serviceLastAccessed";

interface Request {
  readonly watched: Watched;
  readonly granularity: AccessAdvisorUsageGranularityType;
}

const granularityOf = (request: string) => (JSON.parse(request) as Request).granularity;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html */
const generateServiceLastAccessedDetails = iam.write("GenerateServiceLastAccessedDetails", {
  on: reported,
  async perform({ call, target: { jobId, watched } }) {
    const request: Request = { watched, granularity: call.input.Granularity ?? "SERVICE_LEVEL" };
    await recordJob(call, { kind: KIND, id: jobId, request });
    return { JobId: jobId };
  },
  async afterwards({ call: { env }, target: { jobId } }) {
    beginJob(env, jobId, ({ store, job }) => {
      const { watched, granularity } = JSON.parse(job.request) as Request;
      const hasActions = granularity === "ACTION_LEVEL";
      return makeDetails({ store, env, accountId: job.accountId, watched, hasActions });
    });
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html */
const getServiceLastAccessedDetails = iam.read("GetServiceLastAccessedDetails", {
  on: anything,
  async perform({ call }) {
    const state = await jobOf(call, KIND, call.input.JobId);
    const begun = { ...jobToWire(state), IsTruncated: false };
    if (state.status === "IN_PROGRESS") return begun;
    const JobType = granularityOf(state.job.request);
    if (state.status === "FAILED") return { ...begun, JobType, Error: state.failure };
    const details = JSON.parse(state.content) as LastAccessedDetails;
    const entities = entitiesById(details);
    const show = (service: (typeof details.services)[number]) => serviceToWire(service, entities);
    const { rows, marks } = jobPage(call, { rows: details.services, show });
    return { ...begun, JobType, ServicesLastAccessed: rows, ...marks };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetailsWithEntities.html */
const getServiceLastAccessedDetailsWithEntities = iam.read("GetServiceLastAccessedDetailsWithEntities", {
  on: anything,
  async perform({ call }) {
    const state = await jobOf(call, KIND, call.input.JobId);
    const begun = { ...jobToWire(state), IsTruncated: false };
    if (state.status === "IN_PROGRESS") return begun;
    if (state.status === "FAILED") return { ...begun, Error: state.failure };
    const { ServiceNamespace: filter } = call.input;
    const all = entitiesToWire(JSON.parse(state.content) as LastAccessedDetails, filter);
    const { rows, marks } = jobPage(call, { rows: all, show: (entity) => entity, filter });
    return { ...begun, EntityDetailsList: rows, ...marks };
  },
});

export const lastAccessedOperations: readonly Operation[] = [
  generateServiceLastAccessedDetails,
  getServiceLastAccessedDetails,
  getServiceLastAccessedDetailsWithEntities,
];
