import { arn, iamFamily, named } from "../stage.ts";

const AWSServiceName = "autoscaling.amazonaws.com";
const RoleName = "AWSServiceRoleForAutoScaling";
const resource = arn(`role/aws-service-role/${AWSServiceName}/${RoleName}`);

export const family = iamFamily({
  prepare: async () => undefined,
  rows: {
    CreateServiceLinkedRole: {
      input: { AWSServiceName },
      on: () => ({ resource, condition: { "iam:AWSServiceName": AWSServiceName } }),
    },
    DeleteServiceLinkedRole: {
      input: { RoleName },
      on: () => ({ ...named("role", RoleName), resource }),
    },
    GetServiceLinkedRoleDeletionStatus: {
      input: (_, { DeleteServiceLinkedRole }) => DeleteServiceLinkedRole,
      on: () => resource,
    },
  },
});
