import type { AccessTraceReader, AccessTraceRecord, AccessTraceWriter } from "../records/access-trace.ts";
import type { DataKeyReader, DataKeyRecord, DataKeyWriter } from "../records/data-key.ts";
import type { DenialReader, DenialRecord, DenialWriter } from "../records/denial.ts";
import type { DeniedPolicyReader, DeniedPolicyRecord, DeniedPolicyWriter } from "../records/denied-policy.ts";
import type { InstallationReader, InstallationRecord, InstallationWriter } from "../records/installation.ts";
import type { KeyHolderReader, KeyHolderRecord, KeyHolderWriter } from "../records/key-holder.ts";
import type { ReportReader, ReportRecord, ReportWriter } from "../records/report.ts";
import type { SealingKeyReader, SealingKeyRecord, SealingKeyWriter } from "../records/sealing-key.ts";
import type { UsageReader, UsageRecord, UsageWriter } from "../records/usage.ts";
import type { Family } from "./family.ts";

/** The installation itself, and what is kept of what was done. */
export interface RunningFamilies {
  readonly installation: Family<never, InstallationRecord, InstallationReader, InstallationWriter>;
  readonly sealingKeys: Family<never, SealingKeyRecord, SealingKeyReader, SealingKeyWriter>;
  readonly dataKeys: Family<"dataKey", DataKeyRecord, DataKeyReader, DataKeyWriter>;
  readonly keyHolders: Family<never, KeyHolderRecord, KeyHolderReader, KeyHolderWriter>;
  readonly reports: Family<never, ReportRecord, ReportReader, ReportWriter>;
  readonly accessTraces: Family<never, AccessTraceRecord, AccessTraceReader, AccessTraceWriter>;
  readonly denials: Family<never, DenialRecord, DenialReader, DenialWriter>;
  readonly deniedPolicies: Family<never, DeniedPolicyRecord, DeniedPolicyReader, DeniedPolicyWriter>;
  readonly usage: Family<never, UsageRecord, UsageReader, UsageWriter>;
}
