/** Condition keys that have a plain name. IAM User Guide, "AWS global condition context keys". */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["aws:currenttime", "the time"],
  ["aws:principalaccount", "the caller's account"],
  ["aws:principalarn", "the caller"],
  ["aws:principalorgid", "the caller's organization"],
  ["aws:principaltype", "the caller's type"],
  ["aws:requestedregion", "the region"],
  ["aws:resourceaccount", "the resource's account"],
  ["aws:resourceorgid", "the resource's organization"],
  ["aws:sourceaccount", "the source account"],
  ["aws:sourcearn", "the source"],
  ["aws:sourceip", "the source address"],
  ["aws:sourceorgid", "the source's organization"],
  ["aws:sourcevpc", "the VPC"],
  ["aws:sourcevpce", "the VPC endpoint"],
  ["aws:userid", "the caller's unique ID"],
  ["aws:username", "the user name"],
  ["iam:awsservicename", "the service"],
  ["iam:passedtoservice", "the service that it is passed to"],
  ["kms:viaservice", "the service by way of which it is used"],
  ["s3:prefix", "the prefix"],
  ["sts:externalid", "the external ID"],
  ["sts:rolesessionname", "the session's name"],
  ["sts:sourceidentity", "the source identity"],
]);

const TAG_OWNERS: ReadonlyMap<string, string> = new Map([
  ["aws:principaltag", "the caller's tag"],
  ["aws:requesttag", "the requested tag"],
  ["aws:resourcetag", "the resource's tag"],
]);

/** `the region` for `aws:RequestedRegion`; the key as it is written where it has no plain name. */
export function nameConditionKey(key: string): string {
  const known = NAMES.get(key.toLowerCase());
  if (known !== undefined) return known;
  const slash = key.indexOf("/");
  const owner = slash < 0 ? undefined : TAG_OWNERS.get(key.slice(0, slash).toLowerCase());
  return owner === undefined ? key : `${owner} ${key.slice(slash + 1)}`;
}
