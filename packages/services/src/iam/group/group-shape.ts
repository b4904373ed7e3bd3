import type { Group } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import type { GroupRecord } from "@rolecall/store";

export function groupToWire(group: GroupRecord): Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: formatArn("group", group),
    CreateDate: new Date(group.createdAt),
  };
}
