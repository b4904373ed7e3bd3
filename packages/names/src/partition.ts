import { DEFAULT_REGIONS, OPT_IN_REGIONS } from "./aws-region.ts";

/** What differs between the parts of the world that AWS keeps apart. An account, and a whole installation, is in one of them. */
export interface Partition {
  /** As ARNs name it. */
  readonly name: string;
  /** Where IAM is, and what no account can turn off. */
  readonly homeRegion: string;
  /** Every account has them, and none can turn them off. */
  readonly defaultRegions: ReadonlySet<string>;
  /** Off in an account until it turns them on. */
  readonly optInRegions: ReadonlySet<string>;
  /** Services whose principal ends in `.amazonaws.com.cn`, as AWS's managed policies name them; the others' is the same everywhere. */
  readonly chineseServices: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Sources: the partitions of botocore 1.43.11; AWS General Reference, "IAM endpoints and quotas"; IAM User Guide, "Amazon Resource
 * Names (ARNs)" and "AWS service principals".
 */
export const PARTITIONS = {
  aws: {
    name: "aws",
    homeRegion: "us-east-1",
    defaultRegions: DEFAULT_REGIONS,
    optInRegions: OPT_IN_REGIONS,
    chineseServices: NONE,
  },
  "aws-cn": {
    name: "aws-cn",
    homeRegion: "cn-north-1",
    defaultRegions: new Set(["cn-north-1", "cn-northwest-1"]),
    optInRegions: NONE,
    chineseServices: new Set(["application-autoscaling", "autoscaling", "ec2", "elasticmapreduce", "events"]),
  },
  "aws-us-gov": {
    name: "aws-us-gov",
    homeRegion: "us-gov-west-1",
    defaultRegions: new Set(["us-gov-east-1", "us-gov-west-1"]),
    optInRegions: NONE,
    chineseServices: NONE,
  },
} as const satisfies Readonly<Record<string, Partition>>;

export type PartitionName = keyof typeof PARTITIONS;

export function isPartitionName(text: string): text is PartitionName {
  return Object.hasOwn(PARTITIONS, text);
}

/**
 * The process's own: whatever installations it serves, every ARN that it reads or writes is of that partition. It is chosen
 * once, by whoever opens the first of them, and handed to nobody: thousands of ARNs a second are made of it (docs/decisions/0041).
 */
let own: PartitionName = "aws";
let isInUse = false;

/**
 * All installations of a process are of one.
 * @throws PartitionInUse where the process has made ARNs of another one already
 */
export function settlePartition(name: PartitionName): void {
  if (own !== name && isInUse) throw new PartitionInUse(own);
  own = name;
}

/** A process was to have an installation in another partition than its first one. */
export class PartitionInUse extends Error {
  readonly partition: PartitionName;

  constructor(partition: PartitionName) {
    super(`The partition of this process is ${partition} already.`);
    this.name = "PartitionInUse";
    this.partition = partition;
  }
}

/** Whoever asks has settled it. INVARIANT: nothing asks while modules are loaded, or no other than `aws` could be chosen. */
export function ownPartition(): Partition {
  isInUse = true;
  return PARTITIONS[own];
}

/** How a service is named as a principal: `ec2.amazonaws.com`, in China `ec2.amazonaws.com.cn`. */
export function formatServicePrincipal(service: string): string {
  return `${service}.amazonaws.com${ownPartition().chineseServices.has(service) ? ".cn" : ""}`;
}

/** A document of AWS's own, which is written for `aws`: its ARNs become those of the process's partition. */
export function inOwnPartition(document: string): string {
  const { name } = ownPartition();
  return name === "aws" ? document : document.replaceAll("arn:aws:", `arn:${name}:`);
}
