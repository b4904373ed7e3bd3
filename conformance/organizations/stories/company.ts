import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { STSClient } from "@aws-sdk/client-sts";
import { clientConfiguration, clientsOf, type Keys } from "../../installation/clients.ts";
import type { TestInstallation } from "../../installation/installation.ts";
import { ADMINISTRATOR } from "../../installation/seed.ts";

/** A company of accounts: what the stories of organizations are seeded with. */

export const MANAGEMENT = "111111111111";
export const SHOP = "222222222222";
export const LAB = "333333333333";

const SECRET = "story-secret-of-at-least-16";

/** The keys of an account's administrator, of its root user and of its other user. */
export const adminOf = (id: string): Keys => keys(`AKIASEEDADMIN${id}`);
export const rootOf = (id: string): Keys => keys(`AKIASEEDROOT${id}`);
export const otherOf = (id: string): Keys => keys(`AKIASEEDOTHER${id}`);

function keys(accessKeyId: string): Keys {
  return { accessKeyId, secretAccessKey: SECRET };
}

const seeded = ({ accessKeyId, secretAccessKey }: Keys) => ({ id: accessKeyId, secret: secretAccessKey });

/** An account with an administrator, a root user's key, another administrator with tags, and what a story adds. */
export function account(
  id: string,
  { tags = {}, ...more }: { readonly tags?: object; [key: string]: unknown } = {},
) {
  return {
    id,
    name: `account-${id[0]}`,
    email: `root@account-${id[0]}.example`,
    rootAccessKey: seeded(rootOf(id)),
    users: [
      { name: "admin", policies: [ADMINISTRATOR], accessKeys: [seeded(adminOf(id))] },
      { name: "other", policies: [ADMINISTRATOR], accessKeys: [seeded(otherOf(id))], tags },
    ],
    ...more,
  };
}

export const deny = (Action: string, more: object = {}) => denyAllBut({ Action, ...more });

export function denyAllBut(more: object) {
  return { Version: "2012-10-17", Statement: [{ Effect: "Deny", Resource: "*", ...more }] };
}

export const scp = (name: string, document: object) => ({ name, type: "SERVICE_CONTROL_POLICY", document });

/** A role of an account that another account may assume. */
export const trusting = (account: string) => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "sts:AssumeRole" },
  ],
});

/** AWS's clients as one of these people, in a region. */
export function as(installation: TestInstallation, who: Keys, region = "us-east-1") {
  const configuration = clientConfiguration(installation, who, region);
  return {
    iam: clientsOf(installation, who).iam,
    sts: new STSClient(configuration),
    organizations: new OrganizationsClient(configuration),
  };
}
