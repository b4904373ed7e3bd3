import { arn, DOCUMENT, iamFamily } from "../stage.ts";

const PolicyName = "permissions-policy";
const PolicyArn = arn(`policy/${PolicyName}`);
const onPolicy = () => ({ resource: PolicyArn, named: `policy ${PolicyArn}` });

export const family = iamFamily({
  prepare: async () => undefined,
  rows: {
    CreatePolicy: { input: { PolicyName, PolicyDocument: DOCUMENT }, on: () => PolicyArn },
    GetPolicy: { input: { PolicyArn }, on: onPolicy },
    ListPolicies: {
      input: { Scope: "Local", PathPrefix: "/" },
      on: () => ({ resource: "*", named: "policy path /" }),
    },
    CreatePolicyVersion: { input: { PolicyArn, PolicyDocument: DOCUMENT }, on: onPolicy },
    GetPolicyVersion: { input: { PolicyArn, VersionId: "v2" }, on: onPolicy },
    ListPolicyVersions: { input: { PolicyArn }, on: onPolicy },
    SetDefaultPolicyVersion: { input: { PolicyArn, VersionId: "v2" }, on: onPolicy },
    DeletePolicyVersion: { input: { PolicyArn, VersionId: "v1" }, on: onPolicy },
    ListEntitiesForPolicy: { input: { PolicyArn }, on: onPolicy },
    DeletePolicy: { input: { PolicyArn }, on: onPolicy },
  },
});
