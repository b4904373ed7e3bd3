import { ACCOUNT } from "../../installation/seed.ts";
import { rolecallFamily } from "../stage.ts";

const NOBODY = `arn:aws:iam::${ACCOUNT}:user/nobody`;

/** Why a request would be allowed takes the permission to simulate it, why one was denied that to look it up. */
export const family = rolecallFamily({
  prepare: async () => undefined,
  rows: {
    ExplainRequest: {
      input: { PrincipalArn: NOBODY, Action: "s3:GetObject", Resource: "arn:aws:s3:::photos/a" },
      on: () => ({ action: "iam:SimulatePrincipalPolicy", resource: NOBODY, named: "user nobody" }),
    },
    ExplainDenial: {
      input: { RequestId: "00000000-0000-4000-8000-000000000000" },
      on: () => ({ action: "iam:GetRequestAuthorizationDetails", resource: "*" }),
      answers: "ResourceNotFoundException",
    },
  },
});
