import { ACCOUNT } from "../../installation/seed.ts";
import { rolecallFamily } from "../stage.ts";

const Statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

/** What is asked about policies while they are written. */
export const family = rolecallFamily({
  prepare: async () => undefined,
  rows: {
    GetServiceReference: {
      input: { Service: "s3" },
      on: () => ({ action: "iam:GetContextKeysForCustomPolicy", resource: "*" }),
    },
    PreviewPolicyChange: {
      input: {
        PrincipalArn: `arn:aws:iam::${ACCOUNT}:user/nobody`,
        PolicyName: "own",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
      },
      on: () => ({ action: "iam:GetAccountAuthorizationDetails", resource: "*" }),
    },
  },
});
