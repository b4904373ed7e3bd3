import { iamError } from "../error.ts";

const RUN_INSTANCES: readonly string[] = ["ec2:runinstances"];
const TAG_RESOURCES: readonly string[] = ["cloudwatch:tagresource", "cloudwatch:untagresource"];

/**
 * The actions that each option is for, in lower case. An option adds no resources that are asked about: recorded.
 * Source: IAM API Reference, SimulateCustomPolicy, "ResourceHandlingOption"; those of CloudWatch were recorded.
 */
const ACTIONS_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ["EC2-Classic-InstanceStore", RUN_INSTANCES],
  ["EC2-Classic-EBS", RUN_INSTANCES],
  ["EC2-VPC-InstanceStore", RUN_INSTANCES],
  ["EC2-VPC-InstanceStore-Subnet", RUN_INSTANCES],
  ["EC2-VPC-EBS", RUN_INSTANCES],
  ["EC2-VPC-EBS-Subnet", RUN_INSTANCES],
  ["CloudWatch-Alarm", TAG_RESOURCES],
  ["CloudWatch-AlarmMuteRule", TAG_RESOURCES],
  ["CloudWatch-InsightRule", TAG_RESOURCES],
  ["CloudWatch-ServiceLevelObjective", TAG_RESOURCES],
  ["CloudWatch-Dashboard", TAG_RESOURCES],
  ["CloudWatch-Dataset", TAG_RESOURCES],
  ["CloudWatch-MetricStream", TAG_RESOURCES],
  ["CloudWatch-Service", TAG_RESOURCES],
]);

/** @throws InvalidInput where an action has no such option; recorded, for those that are asked about resources */
export function checkResourceHandling(option: string | undefined, actions: readonly string[]): void {
  if (option === undefined) return;
  const allowed = ACTIONS_OF.get(option) ?? [];
  const stranger = actions.find((action) => !allowed.includes(action.toLowerCase()));
  if (stranger === undefined) return;
  throw iamError(
    "InvalidInput",
    `Invalid input resource handling options. Action does not support resource handling options: ${stranger}. Please refer to the documentation for more details: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html`,
  );
}
