import type { Group } from "@rolecall/contracts/iam";
import type { GroupRecord } from "@rolecall/store";
import { entityArn } from "../arn.ts";

export function groupToWire(group: GroupRecord): Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: entityArn("group", group),
    CreateDate: new Date(group.createdAt),
  };
}
