import { ACCOUNT } from "../../installation/seed.ts";
import { rolecallFamily } from "../stage.ts";

const reading = () => ({ action: "iam:GetAccountAuthorizationDetails", resource: "*" });

/** What everybody can do takes the permission to read everybody's policies; what one can become oneself takes none. */
export const family = rolecallFamily({
  prepare: async () => undefined,
  rows: {
    WhoCan: { input: { Action: "s3:GetObject", Resource: "arn:aws:s3:::payroll/*" }, on: reading },
    WhatCan: { input: { Principal: `arn:aws:iam::${ACCOUNT}:user/nobody` }, on: reading },
    ListAssumableRoles: { input: {}, isFree: true },
  },
});
