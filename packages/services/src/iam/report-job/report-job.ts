/** Reports that are asked for with an id, made behind the request, and read by who asked for them. */
import type { IdentifiedCaller } from "@rolecall/access";
import { type Call, commonError, type Environment } from "@rolecall/operations";
import type {
  EpochMilliseconds,
  ReadTransaction,
  ReportKind,
  ReportRecord,
  Store,
  WriteTransaction,
} from "@rolecall/store";
import { iamError } from "../error.ts";

export type JobKind = Exclude<ReportKind, "credential">;

/** A job that takes longer than this was lost with its process. */
const LOST_MS = 10 * 60_000;
/** How long reports are kept, of all accounts: so many old ones go with each new one. */
const KEPT_MS = 7 * 24 * 3_600_000;
const PRUNED_AT_ONCE = 20;
/** Rolecall's own: AWS publishes no such quotas. */
export const MAX_RUNNING = 20;
const MAX_KEPT = 1_000;

/** Why a job failed, as answers have it. */
export interface JobFailure {
  readonly Code: string;
  readonly Message: string;
}

/** AWS-like: of jobs that fail by no fault of who asked, no words are known. */
const LOST: JobFailure = {
  Code: "SERVICE_ERROR",
  Message: "The report could not be generated. Generate it again.",
};

/** A job that cannot be done as it was asked for. */
export class JobFailed extends Error {
  readonly failure: JobFailure;
  constructor(failure: JobFailure) {
    super(failure.Message);
    this.failure = failure;
  }
}

type JobCall<Tx> = Pick<Call<unknown, Tx>, "tx" | "caller" | "now">;

/** Those under way, without what was lost. */
export async function runningJobs(
  { tx, caller, now }: JobCall<ReadTransaction>,
  kind: JobKind,
): Promise<readonly ReportRecord[]> {
  const begun = await tx.reports.inProgress(caller.accountId, kind);
  return begun.filter((job) => !isLost(job, now));
}

/** @throws Throttling where too many of the account's are under way, or kept */
export async function recordJob(
  call: JobCall<WriteTransaction>,
  { kind, id, request }: { readonly kind: JobKind; readonly id: string; readonly request: object },
): Promise<void> {
  const { tx, caller, now } = call;
  await tx.reports.prune(now - KEPT_MS, PRUNED_AT_ONCE);
  const running = await runningJobs(call, kind);
  if (running.length >= MAX_RUNNING || (await tx.reports.count(caller.accountId, kind)) >= MAX_KEPT)
    throw commonError("throttling", "Rate exceeded");
  await tx.reports.put({
    ...{ id, kind, accountId: caller.accountId, requestedBy: caller.userId },
    ...{ request: JSON.stringify(request), state: "IN_PROGRESS", requestedAt: now },
  });
}

/** What a job works with. */
export interface JobWork {
  readonly store: Store;
  readonly job: ReportRecord;
}

/** Does a job that was recorded, behind the request; nothing where it was not, or was done. */
export function beginJob(
  { background }: Environment,
  id: string,
  make: (work: JobWork) => Promise<object>,
): void {
  background.begin(async (store, clock) => {
    const job = await store.read((tx) => tx.reports.byId(id));
    if (job?.state !== "IN_PROGRESS") return;
    const end = (state: "COMPLETED" | "FAILED", content: object) =>
      store.write((tx) =>
        tx.reports.put({ ...job, state, completedAt: clock(), content: JSON.stringify(content) }),
      );
    try {
      await end("COMPLETED", await make({ store, job }));
    } catch (error) {
      await end("FAILED", error instanceof JobFailed ? error.failure : LOST);
      if (!(error instanceof JobFailed)) throw error;
    }
  });
}

export type JobState =
  | { readonly status: "IN_PROGRESS"; readonly job: ReportRecord }
  | { readonly status: "COMPLETED"; readonly job: ReportRecord; readonly content: string }
  | { readonly status: "FAILED"; readonly job: ReportRecord; readonly failure: JobFailure };

/**
 * Of the caller's own job: the same user's, whatever key it signs with, or the same role session's (recorded).
 * @throws NoSuchEntity where there is none; its words are AWS-like, no recording has them
 */
export async function jobOf(
  {
    tx,
    caller,
    now,
  }: { readonly tx: ReadTransaction; readonly caller: IdentifiedCaller; readonly now: number },
  kind: JobKind,
  id: string,
): Promise<JobState> {
  const job = await tx.reports.byId(id);
  const isOwn = job?.kind === kind && job.accountId === caller.accountId && job.requestedBy === caller.userId;
  if (!isOwn) throw iamError("NoSuchEntity", `The job with id ${id} cannot be found.`);
  const { state, content = "{}" } = job;
  if (state === "COMPLETED") return { status: state, job, content };
  if (state === "FAILED") return { status: state, job, failure: JSON.parse(content) as JobFailure };
  return isLost(job, now) ? { status: "FAILED", job, failure: LOST } : { status: state, job };
}

function isLost({ requestedAt }: ReportRecord, now: EpochMilliseconds): boolean {
  return now >= requestedAt + LOST_MS;
}

/** The members that answers of every kind begin with. */
export function jobToWire({ status, job }: JobState) {
  return { JobStatus: status, JobCreationDate: new Date(job.requestedAt), ...completion(status, job) };
}

function completion(status: JobState["status"], { completedAt, requestedAt }: ReportRecord) {
  return status === "IN_PROGRESS"
    ? {}
    : { JobCompletionDate: new Date(completedAt ?? requestedAt + LOST_MS) };
}

const MINUTE_MS = 60_000;

/** Times of use are told to the minute (recorded). */
export function wholeMinute(at: EpochMilliseconds): Date {
  return new Date(at - (at % MINUTE_MS));
}
