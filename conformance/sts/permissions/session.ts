import { CreateRoleCommand, EnableOrganizationsRootCredentialsManagementCommand } from "@aws-sdk/client-iam";
import { deniedMessageOf } from "../../installation/denied.ts";
import { keysIn, MANAGEMENT, MEMBER } from "../../organizations/organization.ts";
import { stsFamily } from "../stage.ts";

const RoleName = "permissions-role";
const RoleArn = `arn:aws:iam::${MANAGEMENT}:role/${RoleName}`;
const Tags = [{ Key: "team", Value: "a" }];
const federated = `arn:aws:sts::${MANAGEMENT}:federated-user/guest`;
const KEY = { AccessKeyId: keysIn(MANAGEMENT).accessKeyId };
const TASK = "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials";
/** Trusts the account, and so leaves it to the policies of who asks. */
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { AWS: MANAGEMENT },
    Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
  },
});

/** The header of a denial that says all about it, for who may have it decoded. */
async function encodedMessage(call: Promise<unknown>): Promise<string | undefined> {
  let headers: Readonly<Record<string, string>> | undefined;
  const noting = call.catch((error) => {
    headers = error.$response?.headers;
    throw error;
  });
  await deniedMessageOf(noting);
  return headers?.["x-rolecall-authorization-message"];
}

export const family = stsFamily({
  prepare: async ({ admin, send }) => {
    await admin.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    await admin.iam.send(new EnableOrganizationsRootCredentialsManagementCommand({}));
    return {
      encoded: await encodedMessage(send("GetAccessKeyInfo", KEY)),
    };
  },
  rows: {
    GetCallerIdentity: { input: {}, isFree: true },
    GetSessionToken: { input: {}, isFree: true },
    GetAccessKeyInfo: { input: KEY },
    DecodeAuthorizationMessage: { input: ({ encoded }) => ({ EncodedMessage: encoded }) },
    AssumeRole: {
      input: { RoleArn, RoleSessionName: "guest", ExternalId: "ours", Tags, SourceIdentity: "ann" },
      on: () => [
        { resource: RoleArn, condition: { "sts:RoleSessionName": "guest", "sts:ExternalId": "ours" } },
        { action: "sts:TagSession", resource: RoleArn, condition: { "aws:RequestTag/team": "a" } },
        { action: "sts:SetSourceIdentity", resource: RoleArn, condition: { "sts:SourceIdentity": "ann" } },
      ],
    },
    GetFederationToken: {
      input: { Name: "guest", Tags },
      on: () => [federated, { action: "sts:TagSession", resource: federated }],
    },
    AssumeRoot: {
      input: { TargetPrincipal: MEMBER, TaskPolicyArn: { arn: TASK } },
      on: () => ({ resource: `arn:aws:iam::${MEMBER}:root`, condition: { "sts:TaskPolicyArn": TASK } }),
    },
  },
});
