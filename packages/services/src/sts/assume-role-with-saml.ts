/** AssumeRoleWithSAML. Source: STS API Reference, AssumeRoleWithSAML; IAM User Guide, "SAML 2.0 federation". */

import type { AssumeRoleWithSAMLRequest, AssumeRoleWithSAMLResponse } from "@rolecall/contracts/sts";
import { type On, spendProof } from "@rolecall/operations";
import {
  checkRoleDuration,
  grantedRole,
  issueCredentials,
  type RoleTarget,
  type Validity,
  validFrom,
} from "@rolecall/operations/role-session";
import type { EpochMilliseconds } from "@rolecall/store";
import { sts } from "./define.ts";
import { provenSessionClaims, roleOfProof } from "./role-of-proof.ts";
import type { SamlCaller } from "./saml/prove-assertion.ts";
import { providerNamed } from "./saml/provider-named.ts";
import { refuseAssertion } from "./saml/refuse-assertion.ts";
import { checkSessionPolicies, packedPolicySize } from "./session-policies.ts";
import { tokenRegions } from "./token-regions.ts";

type Request = AssumeRoleWithSAMLRequest;

const DEFAULT_DURATION_SECONDS = 3600;

const roleToAssume: On<Request, RoleTarget, RoleTarget, SamlCaller> = roleOfProof(
  ({ caller }) => caller.attributes.roleSessionName,
);

export const assumeRoleWithSaml = sts.writeUnsigned("AssumeRoleWithSAML", {
  prove: async (proving) => (await import("./saml/prove-assertion.ts")).proveAssertion(proving),
  on: {
    ...roleToAssume,
    async find(call) {
      const { input, tx, env, caller } = call;
      // INVARIANT: the provider that vouches is the one that is there: it may have gone, or changed its keys, since the proof.
      const provider = await providerNamed(tx, input.PrincipalArn);
      if (
        provider?.uniqueId !== caller.verifiedBy.uniqueId ||
        provider.metadata !== caller.verifiedBy.metadata
      )
        throw refuseAssertion("provider", env);
      const target = await roleToAssume.find(call);
      // A provider lets nobody into another account.
      return provider.accountId === target.accountId ? target : { ...target, role: undefined };
    },
  },

  async perform({ call, target }): Promise<AssumeRoleWithSAMLResponse> {
    const { input, caller, tx, env, now, request } = call;
    const { assertion, sourceIdentity, spent, keptKeys } = caller;
    const role = grantedRole(target);
    const askedSeconds = input.DurationSeconds ?? DEFAULT_DURATION_SECONDS;
    checkRoleDuration(askedSeconds, role);
    const policies = await checkSessionPolicies(input, target.accountId, call);
    const packedSize = packedPolicySize(policies, target.tags, [...keptKeys.values()].flat());
    if (env.saml.checks === "strict") {
      const isFirst = await spendProof(tx, { id: `saml:${spent.digest}`, expiresAt: spent.endsAt }, now);
      if (!isFirst) throw refuseAssertion("spent", env);
    }
    const validity = validityOf(caller, now, askedSeconds);
    const claims = {
      ...provenSessionClaims(caller, target, { policies, ...validity }),
      ...(await tokenRegions(call, target.accountId)),
    };
    env.usage.note({ subject: role.record.id, at: now, service: "sts", region: request.region });
    return {
      ...issueCredentials(env, claims, input),
      AssumedRoleUser: { AssumedRoleId: claims.principalId, Arn: claims.principalArn },
      PackedPolicySize: packedSize ?? 0,
      Subject: assertion.subject,
      SubjectType: caller.subjectType,
      Issuer: assertion.issuer,
      Audience: assertion.recipient,
      NameQualifier: caller.nameQualifier,
      ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
    };
  },
});

/**
 * The attribute SessionDuration shortens it, and so does the end of the session at the provider, to less than 15 minutes even
 * (recorded).
 */
function validityOf({ attributes, assertion }: SamlCaller, now: EpochMilliseconds, asked: number): Validity {
  const seconds = Math.min(asked, attributes.durationSeconds ?? asked);
  const { sessionEndsAt = Number.POSITIVE_INFINITY } = assertion;
  const { issuedAtSeconds, expiresAtSeconds } = validFrom(now, seconds);
  const endsAtSeconds = Math.max(issuedAtSeconds + 1, Math.floor(sessionEndsAt / 1000));
  return { issuedAtSeconds, expiresAtSeconds: Math.min(expiresAtSeconds, endsAtSeconds) };
}
