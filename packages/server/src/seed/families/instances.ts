import type { RunInstanceRequest } from "@rolecall/contracts/rolecall";
import type { SeedFamily, SeedIdentity } from "./family.ts";
import { type JsonSchema, record, text } from "./json-schema.ts";
import { type SeedTags, tagList, tagsSchema } from "./tags.ts";

interface SeedMetadataOptions {
  readonly httpTokens?: "optional" | "required";
  readonly httpPutResponseHopLimit?: number;
  readonly httpEndpoint?: "enabled" | "disabled";
  readonly instanceMetadataTags?: "enabled" | "disabled";
}

/** A machine that gets its role's credentials through an instance profile. */
export interface SeedInstance {
  readonly id?: string;
  readonly name?: string;
  /** The name of a profile of the account. */
  readonly instanceProfile?: string;
  /** Default: the installation's home. */
  readonly region?: string;
  readonly availabilityZone?: string;
  readonly imageId?: string;
  readonly instanceType?: string;
  readonly architecture?: RunInstanceRequest["Architecture"];
  readonly privateIpAddress?: string;
  readonly vpcId?: string;
  readonly subnetId?: string;
  readonly metadataOptions?: SeedMetadataOptions;
  /** As text. */
  readonly userData?: string;
  readonly tags?: SeedTags;
}

const onOrOff: JsonSchema = { enum: ["enabled", "disabled"] };

/** Instance profiles stand before them. What a member may be is the contract's to say, which RunInstance is held to. */
export const instances: SeedFamily<SeedInstance> = {
  schema: record([], {
    id: {
      type: "string",
      pattern: "^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$",
      description: "an instance's id looks like i-0123456789abcdef0",
    },
    name: text,
    instanceProfile: text,
    region: text,
    availabilityZone: text,
    imageId: text,
    instanceType: text,
    architecture: text,
    privateIpAddress: text,
    vpcId: text,
    subnetId: text,
    metadataOptions: record([], {
      httpTokens: { enum: ["optional", "required"] },
      httpPutResponseHopLimit: { type: "integer", minimum: 1, maximum: 64 },
      httpEndpoint: onOrOff,
      instanceMetadataTags: onOrOff,
    }),
    userData: text,
    tags: tagsSchema,
  }),
  // Names of instances differ by case too: RunInstance finds one that comes twice.
  identities: ({ id }): readonly SeedIdentity[] =>
    id === undefined ? [] : [{ path: ["id"], within: "seed", kind: "Instance", value: id }],
  documents: () => [],
  async create(instance, { path, writer }) {
    await writer.call("rolecall", "RunInstance", inputOf(instance), path);
  },
};

function inputOf(instance: SeedInstance): RunInstanceRequest {
  const { region, availabilityZone, metadataOptions: options, userData } = instance;
  const isPlaced = region !== undefined || availabilityZone !== undefined;
  return {
    InstanceId: instance.id,
    Name: instance.name,
    InstanceProfileName: instance.instanceProfile,
    Placement: isPlaced ? { Region: region, AvailabilityZone: availabilityZone } : undefined,
    ImageId: instance.imageId,
    InstanceType: instance.instanceType,
    Architecture: instance.architecture,
    PrivateIpAddress: instance.privateIpAddress,
    VpcId: instance.vpcId,
    SubnetId: instance.subnetId,
    MetadataOptions: options && {
      HttpTokens: options.httpTokens,
      HttpPutResponseHopLimit: options.httpPutResponseHopLimit,
      HttpEndpoint: options.httpEndpoint,
      InstanceMetadataTags: options.instanceMetadataTags,
    },
    UserData: userData === undefined ? undefined : Buffer.from(userData),
    Tags: tagList(instance.tags),
  };
}
