/** Which ARN each kind of IAM resource has. Source: Service Authorization Reference, "Resource types defined by AWS IAM". */
import { groupArn, instanceProfileArn, policyArn, roleArn, userArn } from "@rolecall/access";
import type { AccountId, Arn, EntityRecord } from "@rolecall/store";

export type NamedResource = "user" | "group" | "role" | "instance-profile" | "policy";

type Located = Pick<EntityRecord, "accountId" | "path" | "name">;

const ARN_OF: Readonly<Record<NamedResource, (entity: Located) => Arn>> = {
  user: userArn,
  group: groupArn,
  role: roleArn,
  "instance-profile": instanceProfileArn,
  policy: policyArn,
};

/** `arn:aws:iam::111111111111:user/division/Bob` */
export function entityArn(resource: NamedResource, entity: Located): Arn {
  return ARN_OF[resource](entity);
}

/**
 * What a list operation is authorized on: all of a kind under a path. AWS names it so in its denials:
 * `arn:aws:iam::111111111111:user/` for ListUsers without PathPrefix.
 */
export function collectionArn(resource: NamedResource, accountId: AccountId, pathPrefix = "/"): Arn {
  return `arn:aws:iam::${accountId}:${resource}${pathPrefix}` as Arn;
}
