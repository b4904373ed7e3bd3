import assert from "node:assert/strict";
import { test } from "node:test";
import { decisions } from "../decide/decisions.ts";
import type { Decision } from "../decide/layers.ts";
import type { AuthorizationRequest, RequestPrincipal } from "../request/request.ts";
import { type AccessDeniedOptions, accessDeniedMessage } from "./access-denied-message.ts";

const JOHN: RequestPrincipal = {
  kind: "user",
  accountId: "123456789012",
  arn: "arn:aws:iam::123456789012:user/JohnDoe",
  id: "AIDAEXAMPLEEXAMPLE",
};

const USER = "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform:";
const DENIED = `${USER} s3:GetObject on resource: arn:aws:s3:::photos`;

const request = (changes: Partial<AuthorizationRequest> = {}): AuthorizationRequest => ({
  principal: JOHN,
  action: "s3:GetObject",
  resource: "arn:aws:s3:::photos",
  resourceAccountId: "123456789012",
  context: new Map(),
  ...changes,
});

const role = "arn:aws:iam::123456789012:role/deploy";
const assume = { action: "sts:AssumeRole", resource: role };

/** IAM User Guide, "Access denied error message examples"; the resource's place is that of recorded messages. */
const MESSAGES: readonly (readonly [Decision, Partial<AuthorizationRequest>, AccessDeniedOptions, string])[] =
  [
    [
      decisions.serviceControl.implicitDeny,
      {},
      {},
      `${DENIED} because no service control policy allows the s3:GetObject action`,
    ],
    [
      decisions.serviceControl.explicitDeny,
      {},
      {},
      `${DENIED} with an explicit deny in a service control policy`,
    ],
    [
      decisions.resourceControl.explicitDeny,
      {},
      {},
      `${DENIED} with an explicit deny in a resource control policy`,
    ],
    [
      decisions.endpoint.implicitDeny,
      {},
      {},
      `${DENIED} because no VPC endpoint policy allows the s3:GetObject action`,
    ],
    [decisions.endpoint.explicitDeny, {}, {}, `${DENIED} with an explicit deny in a VPC endpoint policy`],
    [
      decisions.boundary.implicitDeny,
      {},
      {},
      `${DENIED} because no permissions boundary allows the s3:GetObject action`,
    ],
    [decisions.boundary.explicitDeny, {}, {}, `${DENIED} with an explicit deny in a permissions boundary`],
    [
      decisions.session.implicitDeny,
      {},
      {},
      `${DENIED} because no session policy allows the s3:GetObject action`,
    ],
    [decisions.session.explicitDeny, {}, {}, `${DENIED} with an explicit deny in a session policy`],
    [
      decisions.resource.implicitDeny,
      {},
      {},
      `${DENIED} because no resource-based policy allows the s3:GetObject action`,
    ],
    [decisions.resource.explicitDeny, {}, {}, `${DENIED} with an explicit deny in a resource-based policy`],
    [
      decisions.identity.implicitDeny,
      {},
      {},
      `${DENIED} because no identity-based policy allows the s3:GetObject action`,
    ],
    [decisions.identity.explicitDeny, {}, {}, `${DENIED} with an explicit deny in an identity-based policy`],
    [
      decisions.identity.explicitDeny,
      {},
      { policyArn: "arn:aws:iam::123456789012:policy/Guard" },
      `${DENIED} with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/Guard`,
    ],
    [
      decisions.resource.implicitDeny,
      assume,
      {},
      `${USER} sts:AssumeRole on resource: ${role} because no role trust policy allows the sts:AssumeRole action`,
    ],
    [
      decisions.resource.explicitDeny,
      assume,
      {},
      `${USER} sts:AssumeRole on resource: ${role} with an explicit deny in the role trust policy`,
    ],
    [
      decisions.identity.implicitDeny,
      assume,
      {},
      `${USER} sts:AssumeRole on resource: ${role} because no identity-based policy allows the sts:AssumeRole action`,
    ],
    // Across accounts no reason is told, unless both are in one organization.
    [
      decisions.resource.implicitDeny,
      { ...assume, resourceAccountId: "999999999999" },
      {},
      `${USER} sts:AssumeRole on resource: ${role}`,
    ],
    [
      decisions.identity.implicitDeny,
      { resourceAccountId: "999999999999" },
      { sameOrganization: true },
      `${DENIED} because no identity-based policy allows the s3:GetObject action`,
    ],
    [
      decisions.resource.implicitDeny,
      {
        action: "sts:AssumeRoleWithWebIdentity",
        principal: { kind: "federated", provider: "accounts.google.com" },
      },
      {},
      "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    ],
    [
      decisions.resource.implicitDeny,
      { principal: { kind: "anonymous" } },
      {},
      "User: anonymous is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::photos",
    ],
  ];

for (const [decision, changes, options, message] of MESSAGES) {
  test(message, () => {
    assert.equal(accessDeniedMessage(request(changes), decision, options), message);
  });
}
