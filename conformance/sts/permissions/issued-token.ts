import { EnableOutboundWebIdentityFederationCommand } from "@aws-sdk/client-iam";
import { MANAGEMENT } from "../../organizations/organization.ts";
import { stsFamily } from "../stage.ts";

const self = `arn:aws:sts::${MANAGEMENT}:self`;
const audience = "https://app.example.com";

export const family = stsFamily({
  prepare: ({ admin }) => admin.iam.send(new EnableOutboundWebIdentityFederationCommand({})),
  rows: {
    GetWebIdentityToken: {
      input: { Audience: [audience], SigningAlgorithm: "ES384", Tags: [{ Key: "team", Value: "a" }] },
      on: () => [
        {
          resource: self,
          condition: {
            "sts:IdentityTokenAudience": [audience],
            "sts:SigningAlgorithm": "ES384",
            "sts:DurationSeconds": "300",
            "aws:RequestTag/team": "a",
          },
        },
        { action: "sts:TagGetWebIdentityToken", resource: self, condition: { "aws:TagKeys": ["team"] } },
      ],
    },
    GetDelegatedAccessToken: {
      input: { TradeInToken: "made-up" },
      answers: "ExpiredTradeInTokenException",
    },
  },
});
