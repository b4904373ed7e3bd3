/** What an instance knows of itself. What is not there is answered with 404, as by EC2. */
export interface InstanceDescription {
  readonly instanceId: string;
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  readonly availabilityZone?: string | undefined;
  readonly availabilityZoneId?: string | undefined;
  readonly imageId?: string | undefined;
  readonly instanceType?: string | undefined;
  readonly architecture?: string | undefined;
  readonly privateIp?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly mac?: string | undefined;
  /** When it was started: milliseconds since 1970. */
  readonly pendingTimeMs: number;
  /** How it is to be answered, as the server has it. */
  readonly options: InstanceMetadataOptions;
  /** Undefined where tags are not shown to the instance. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly userData?: Uint8Array | undefined;
  readonly instanceProfile?: InstanceProfile | undefined;
  /** Sessions that were made up to then count no more: milliseconds since 1970. */
  readonly sessionsRevokedUpToMs?: number | undefined;
}

export interface InstanceMetadataOptions {
  /** Where it is not, everything is refused with 403. */
  readonly isEnabled: boolean;
  /** Without tokens. */
  readonly allowsVersion1: boolean;
  /** Of the answers to tokens on EC2, of all here: hop-limit.ts. */
  readonly hopLimit: number;
}

export interface InstanceProfile {
  readonly arn: string;
  readonly id: string;
  /** It was deleted, or made again with another id. */
  readonly isMissing?: boolean;
  readonly roleName?: string | undefined;
}
