import { SERVICE_NAMES } from "./service-names.ts";

const SUFFIX = ".amazonaws.com";

/** Services whose principal in China has a name of its own, as AWS's managed policies name them. */
const CHINESE: ReadonlySet<string> = new Set([
  "application-autoscaling.amazonaws.com.cn",
  "autoscaling.amazonaws.com.cn",
  "ec2.amazonaws.com.cn",
  "elasticmapreduce.amazonaws.com.cn",
  "events.amazonaws.com.cn",
]);

const REGION = /\.[a-z]{2,4}(?:-[a-z]+)+-[0-9]+$/;

/**
 * Whether a text is the principal of a known service: `ec2.amazonaws.com`, or of one region as `states.eu-west-1.amazonaws.com`.
 * Case counts. IAM User Guide, "AWS service principals"; what the list is made of, service-names.ts says.
 */
export function isServicePrincipal(text: string): boolean {
  if (!text.endsWith(SUFFIX)) return CHINESE.has(text);
  const name = text.slice(0, -SUFFIX.length);
  return SERVICE_NAMES.has(name) || SERVICE_NAMES.has(name.replace(REGION, ""));
}

const OWN_NAME_MAX = 128;
const LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const OWN_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);

/**
 * Whether a service that is not AWS's can have the name: `photos.example.internal`. Lower-case labels with dots between, and nothing that
 * looks like AWS's: `lambda.example.com` is taken for a slip. Whether there is such a service, an installation knows.
 */
export function isOwnServiceName(text: string): boolean {
  if (text.length > OWN_NAME_MAX || !OWN_NAME.test(text)) return false;
  return !/(?:^|\.)(?:amazon|aws)/.test(text) && meantService(text) === undefined;
}

/** The principal that was probably meant by a name with another end, such as `ec2.amazonaws.con` or `lambda.amazon.com`. */
export function meantService(text: string): string | undefined {
  const name = text.slice(0, text.search(/\.amazon|$/));
  const known = [name, text.split(".", 1)[0]!].find((each) => SERVICE_NAMES.has(each));
  return known === undefined ? undefined : `${known}${SUFFIX}`;
}
