import { CreateRoleCommand } from "@aws-sdk/client-iam";
import type { RolecallOperations } from "@rolecall/contracts";
import { type PermissionStage, permissionFamily } from "../../installation/permission-family.ts";
import { ACCOUNT, ADMIN } from "../../installation/seed.ts";
import { newServiceKey, shownRequest } from "../service-client.ts";
import { serviceTrust } from "../service-world.ts";

const ServiceName = "albums.example.internal";
const ON_SERVICE = `arn:aws:rolecall::${ACCOUNT}:service/${ServiceName}`;
const onService = () => ON_SERVICE;
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:resize`;
const Role = `arn:aws:iam::${ACCOUNT}:role/resize-role`;

export const family = permissionFamily<PermissionStage, undefined, RolecallOperations>({
  async prepare({ user }) {
    const AssumeRolePolicyDocument = JSON.stringify(serviceTrust("lambda.amazonaws.com"));
    await user.admin.send(new CreateRoleCommand({ RoleName: "resize-role", AssumeRolePolicyDocument }));
    return undefined;
  },
  rows: {
    RegisterService: { input: { ServiceName, PublicKey: newServiceKey().publicKey }, on: onService },
    GetService: { input: { ServiceName }, on: onService },
    ListServices: { input: {} },
    AddServiceKey: { input: { ServiceName, PublicKey: newServiceKey().publicKey }, on: onService },
    RemoveServiceKey: {
      input: (_ground, { RegisterService: { Service } }) => ({
        ServiceName,
        KeyId: Service.Keys[0]?.KeyId,
      }),
      on: onService,
    },
    DeregisterService: { input: { ServiceName }, on: onService },
    GetForwardAccessCredentials: {
      input: () => ({ Request: shownRequest(ADMIN, { service: "photos" }) }),
      isFree: true,
      answers: "NotAServiceException",
    },
    GetFunctionRoleCredentials: {
      input: { FunctionName: "resize", Role },
      on: () => [
        { resource: FUNCTION },
        {
          action: "iam:PassRole",
          resource: Role,
          condition: {
            "iam:PassedToService": "lambda.amazonaws.com",
            "iam:AssociatedResourceArn": FUNCTION,
          },
        },
      ],
    },
  },
});
