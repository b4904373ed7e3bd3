/** GetFederationToken. Source: STS API Reference, GetFederationToken. */

import type { IdentifiedCaller } from "@rolecall/access";
import type { GetFederationTokenRequest } from "@rolecall/contracts/sts";
import type { SessionClaims, SessionIssuer } from "@rolecall/credentials";
import { type Arn, formatArn, rootUserId, toUniqueId } from "@rolecall/names";
import { commonError, type On } from "@rolecall/operations";
import {
  issueCredentials,
  joinSessionTags,
  type SessionTags,
  validFrom,
} from "@rolecall/operations/role-session";
import { sts } from "./define.ts";
import { STS_QUOTAS } from "./quotas.ts";
import { checkSessionPolicies, packedPolicySize } from "./session-policies.ts";
import { tokenRegions } from "./token-regions.ts";
import { userSessionSeconds } from "./user-session-duration.ts";

interface FederatedUser {
  readonly arn: Arn;
  readonly tags: SessionTags;
}

/** The user of somewhere else that the session is to be. */
const newFederatedUser: On<GetFederationTokenRequest, FederatedUser> = {
  find({ input, caller, env }) {
    if (caller.session !== undefined) {
      throw commonError("accessDenied", "Cannot call GetFederationToken with session credentials");
    }
    return {
      arn: formatArn("federated-user", { accountId: caller.accountId, name: input.Name }),
      tags: joinSessionTags(input, { calling: undefined, limit: STS_QUOTAS.of(env).SessionTags }),
    };
  },
  permission: (_call, { arn, tags }) => ({ resource: arn, requestTags: tags.passed }),
  also: (_call, { arn, tags: { passed: requestTags } }) =>
    requestTags.length === 0 ? [] : [{ action: "sts:TagSession", resource: arn, requestTags }],
  take: (found) => found,
};

export const getFederationToken = sts.read("GetFederationToken", {
  on: newFederatedUser,
  async perform({ call, target: { arn, tags } }) {
    const { input, caller, env, now } = call;
    const policies = await checkSessionPolicies(input, caller.accountId, call);
    const packedSize = packedPolicySize(policies, tags);
    const federatedUserId = `${caller.accountId}:${input.Name}`;
    const claims: SessionClaims = {
      kind: "federatedUser",
      accountId: caller.accountId,
      principalArn: arn,
      principalId: federatedUserId,
      issuer: issuerOf(caller),
      sessionName: input.Name,
      ...validFrom(now, userSessionSeconds(input.DurationSeconds, caller)),
      ...(await tokenRegions(call, call.caller.accountId)),
      ...(tags.passed.length > 0 && { sessionTags: tags.all }),
      ...(policies.inlinePolicy !== undefined && { inlinePolicy: policies.inlinePolicy }),
      ...(policies.policyArns.length > 0 && { policyArns: policies.policyArns }),
    };
    return {
      ...issueCredentials(env, claims, input),
      FederatedUser: { FederatedUserId: federatedUserId, Arn: arn },
      // Unlike AssumeRole, it tells the size even where nothing takes any: so recorded.
      PackedPolicySize: packedSize ?? 0,
    };
  },
});

function issuerOf(caller: IdentifiedCaller): SessionIssuer {
  return caller.kind === "root"
    ? { type: "Root", arn: caller.arn, id: rootUserId(caller.accountId) }
    : { type: "User", arn: caller.arn, id: toUniqueId(caller.userId) };
}
