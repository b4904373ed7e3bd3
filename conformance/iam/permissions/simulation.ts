import { CreateUserCommand } from "@aws-sdk/client-iam";
import { arn, DOCUMENT, iamFamily, named } from "../stage.ts";

const UserName = "permissions-simulated";
const PolicySourceArn = arn(`user/${UserName}`);
const PolicyInputList = [DOCUMENT];
const ActionNames = ["s3:ListBucket"];
const onUser = () => named("user", UserName);

export const family = iamFamily({
  prepare: ({ admin }) => admin.iam.send(new CreateUserCommand({ UserName })),
  rows: {
    SimulateCustomPolicy: { input: { PolicyInputList, ActionNames } },
    SimulatePrincipalPolicy: { input: { PolicySourceArn, ActionNames }, on: onUser },
    GetContextKeysForCustomPolicy: { input: { PolicyInputList } },
    GetContextKeysForPrincipalPolicy: { input: { PolicySourceArn }, on: onUser },
    ListPoliciesGrantingServiceAccess: {
      input: { Arn: PolicySourceArn, ServiceNamespaces: ["s3"] },
      on: onUser,
    },
  },
});
