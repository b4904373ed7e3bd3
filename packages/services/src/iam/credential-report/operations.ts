import { anything, type Operation } from "@rolecall/operations";
import type { EpochMilliseconds, ReportOutline } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { makeCredentialReport } from "./make-report.ts";

/** How long a report is answered before another is made. Source: IAM User Guide, "Get credential reports for your account". */
const GOOD_MS = 4 * 3_600_000;
/** A report that is made longer than this was lost with its process. */
const LOST_MS = 120_000;

/** The words are recorded. */
const STARTING = "No report exists. Starting a new report generation task";

type Phase = "none" | "underWay" | "complete" | "expired";

function phaseOf(report: ReportOutline | undefined, now: EpochMilliseconds): Phase {
  if (report === undefined) return "none";
  if (report.state === "COMPLETED" && report.completedAt !== undefined)
    return now < report.completedAt + GOOD_MS ? "complete" : "expired";
  return report.state === "IN_PROGRESS" && now < report.requestedAt + LOST_MS ? "underWay" : "none";
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html */
const generateCredentialReport = iam.write("GenerateCredentialReport", {
  on: anything,
  async perform({ call: { tx, caller, now } }) {
    const { accountId } = caller;
    const phase = phaseOf(await tx.reports.outline(accountId), now);
    if (phase === "complete") return { State: "COMPLETE" };
    if (phase === "underWay") return { State: "INPROGRESS" };
    await tx.reports.put({
      id: accountId,
      kind: "credential",
      accountId,
      requestedBy: caller.userId,
      request: "{}",
      state: "IN_PROGRESS",
      requestedAt: now,
    });
    return { State: "STARTED", Description: STARTING };
  },
  // Whichever request finds it begun makes it: a second one finds that it is made.
  async afterwards({ call: { env, caller, now } }) {
    env.background.begin(async (store) => {
      const report = await store.read((tx) => tx.reports.outline(caller.accountId));
      if (report?.state !== "IN_PROGRESS" || report.requestedAt !== now) return;
      await makeCredentialReport(store, report);
    });
  },
});

/**
 * Its errors have no words (recorded).
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetCredentialReport.html
 */
const getCredentialReport = iam.read("GetCredentialReport", {
  on: anything,
  async perform({ call: { tx, caller, now } }) {
    const report = await tx.reports.byId(caller.accountId);
    const phase = phaseOf(report, now);
    if (phase === "none") throw iamError("ReportNotPresent", "");
    if (phase === "underWay") throw iamError("ReportInProgress", "");
    if (phase === "expired") throw iamError("ReportExpired", "");
    return {
      Content: Buffer.from(report?.content ?? ""),
      ReportFormat: "text/csv",
      GeneratedTime: new Date(report?.completedAt ?? now),
    };
  },
});

export const credentialReportOperations: readonly Operation[] = [
  generateCredentialReport,
  getCredentialReport,
];
