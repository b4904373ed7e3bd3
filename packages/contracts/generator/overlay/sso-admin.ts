/** Members of instances that are newer than the published model. IAM Identity Center API Reference, "DescribeInstance". */
import type { Overlay } from "./overlay.ts";

export const ssoAdminOverlay: Overlay = {
  members: {
    DescribeInstanceResponse: {
      IdentityStoreArn: { shape: "InstanceIdentityStoreArn" },
      PrimaryRegion: { shape: "RegionName" },
      Regions: { shape: "RegionMetadataList" },
      PermissionSetsEnabled: { shape: "PermissionSetsEnabled" },
    },
    InstanceMetadata: { IdentityStoreArn: { shape: "InstanceIdentityStoreArn" } },
    UpdateInstanceRequest: { PermissionSetsEnabled: { shape: "PermissionSetsEnabled" } },
  },
  shapes: {
    PermissionSetsEnabled: { type: "boolean" },
    InstanceIdentityStoreArn: {
      type: "string",
      max: 93,
      min: 62,
      pattern:
        "arn:aws(-[a-z]{1,5}){0,3}:identitystore::\\d{12}:identitystore/(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
    },
  },
  patternSources: {
    ClaimAttributePath: "\\p{L}+(?:(\\.|_)\\p{L}+){0,2}",
    RelayState: "[a-zA-Z0-9&$@#\\\\\\/%?=~\\-_'\"|!:,.;*+\\[\\] \\(\\)\\{\\}]+",
  },
};
