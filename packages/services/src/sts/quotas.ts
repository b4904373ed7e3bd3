import { defineQuotas } from "@rolecall/operations";

/** STS's quotas with AWS's default values. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const STS_QUOTAS = defineQuotas("sts", {
  /** Characters, white space included. */
  SessionPolicySize: 2048,
  SessionPolicyArns: 10,
  SessionTags: 50,
});

export type StsQuota = keyof typeof STS_QUOTAS.defaults;
