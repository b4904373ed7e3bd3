import type { Seed } from "../../packages/rolecall/src/index.ts";

export const ACCOUNT = "111111111111";
export const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/Deployer`;

/** An account with an administrator, and a user who may become a role and nothing else until 2030. */
export const COMPANY = {
  accounts: [
    {
      id: ACCOUNT,
      users: [
        {
          name: "admin",
          policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          accessKeys: [{ id: "AKIAADMINADMINADMIN1", secret: "a-secret-of-at-least-16" }],
        },
        {
          name: "ci",
          accessKeys: [{ id: "AKIACICICICICICICIC1", secret: "another-secret-of-at-least-16" }],
          inlinePolicies: {
            Later: {
              Version: "2012-10-17",
              Statement: {
                Effect: "Allow",
                Action: "iam:ListUsers",
                Resource: "*",
                Condition: { DateGreaterThan: { "aws:CurrentTime": "2040-01-01T00:00:00Z" } },
              },
            },
          },
        },
        { name: "keyless" },
      ],
      roles: [
        {
          name: "Deployer",
          trust: {
            Version: "2012-10-17",
            Statement: { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" },
          },
          policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"],
        },
      ],
    },
  ],
} as const satisfies Seed;
