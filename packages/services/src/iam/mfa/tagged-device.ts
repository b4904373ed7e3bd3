import type { TaggedKind } from "@rolecall/operations";
import type { MfaDeviceRecord } from "@rolecall/store";
import { iamError } from "../error.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { RESOURCE_TAGS } from "../tag/tag-rules.ts";
import { virtualDevice } from "./on.ts";

/** Virtual devices alone have tags. */
export const TAGGED_DEVICE: TaggedKind<{ readonly SerialNumber: string }, MfaDeviceRecord, MfaDeviceRecord> =
  {
    on: virtualDevice,
    onToTag: virtualDevice,
    rules: {
      ...RESOURCE_TAGS,
      nothingToAdd: () => iamError("InvalidInput", "The provided tag map must not be null/empty."),
    },
    limit: (env) => IAM_QUOTAS.of(env).TagsPerEntity,
    tagsOf: ({ tags }) => tags,
    idOf: ({ serialNumber }) => serialNumber,
    update: (tx, device) => tx.mfaDevices.update(device),
  };
