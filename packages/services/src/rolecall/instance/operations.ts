import { type Operation, type TaggedKind, tagging, untagging } from "@rolecall/operations";
import type { InstanceRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { TAG_RULES, tagLimit } from "../tag-rules.ts";
import { associateInstanceProfile } from "./associate-instance-profile.ts";
import { disassociateInstanceProfile } from "./disassociate-instance-profile.ts";
import { getInstance } from "./get-instance.ts";
import { listInstances } from "./list-instances.ts";
import { modifyInstanceMetadataOptions } from "./modify-instance-metadata-options.ts";
import { instance } from "./on.ts";
import { replaceInstanceProfile } from "./replace-instance-profile.ts";
import { runInstance } from "./run-instance.ts";
import { terminateInstance } from "./terminate-instance.ts";

const TAGGED: TaggedKind<{ readonly InstanceId: string }, InstanceRecord, InstanceRecord> = {
  on: instance,
  onToTag: instance,
  rules: TAG_RULES,
  limit: tagLimit,
  tagsOf: ({ tags }) => tags,
  idOf: ({ id }) => id,
  update: (tx, record) => tx.instances.update(record),
};

export const instanceOperations: readonly Operation[] = [
  runInstance,
  getInstance,
  listInstances,
  terminateInstance,
  associateInstanceProfile,
  replaceInstanceProfile,
  disassociateInstanceProfile,
  modifyInstanceMetadataOptions,
  rolecall.write("TagInstance", tagging(TAGGED)),
  rolecall.write("UntagInstance", untagging(TAGGED)),
];
