/** AssumeRoleWithWebIdentity. Source: STS API Reference, AssumeRoleWithWebIdentity; IAM User Guide, "OIDC federation". */

import { federatedCaller } from "@rolecall/access";
import type {
  AssumeRoleWithWebIdentityRequest,
  AssumeRoleWithWebIdentityResponse,
} from "@rolecall/contracts/sts";
import {
  notValidated,
  TokenRefusal,
  type VerifiedToken,
  verifyToken,
} from "@rolecall/federation/web-identity";
import type { On, Proving, ServiceError } from "@rolecall/operations";
import {
  checkRoleDuration,
  grantedRole,
  issueCredentials,
  type RoleTarget,
  readRoleArn,
  validFrom,
} from "@rolecall/operations/role-session";
import type { ContextValue } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import { proveAccessToken } from "./access-token.ts";
import { sts } from "./define.ts";
import { stsError } from "./error.ts";
import type { ProvenCaller } from "./proven-caller.ts";
import { provenSessionClaims, roleOfProof } from "./role-of-proof.ts";
import { checkSessionPolicies, packedPolicySize } from "./session-policies.ts";
import { findTokenProvider } from "./token-provider.ts";
import { tokenRegions } from "./token-regions.ts";

const ACTION = "sts:AssumeRoleWithWebIdentity";
const DEFAULT_DURATION_SECONDS = 3600;

/** Who a token speaks of, with what was looked up to believe it. */
interface Bearer extends ProvenCaller {
  /** Whom the token is for. */
  readonly audience: string;
  /** Absent for an access token, which nothing of the store was asked for. */
  readonly token?: VerifiedToken;
}

type Request = AssumeRoleWithWebIdentityRequest;

const roleToAssume: On<Request, RoleTarget, RoleTarget, Bearer> = roleOfProof(
  ({ input }) => input.RoleSessionName,
);

export const assumeRoleWithWebIdentity = sts.readUnsigned("AssumeRoleWithWebIdentity", {
  prove,
  on: {
    ...roleToAssume,
    async find(call) {
      await confirmProvider(call.caller, call);
      return roleToAssume.find(call);
    },
  },

  async perform({ call, target }): Promise<AssumeRoleWithWebIdentityResponse> {
    const { input, caller, env, now, request } = call;
    const role = grantedRole(target);
    const durationSeconds = input.DurationSeconds ?? DEFAULT_DURATION_SECONDS;
    checkRoleDuration(durationSeconds, role);
    const policies = await checkSessionPolicies(input, target.accountId, call);
    const { provider, subject, audience, sourceIdentity } = caller;
    const claims = {
      ...provenSessionClaims(caller, target, { policies, ...validFrom(now, durationSeconds) }),
      ...(await tokenRegions(call, target.accountId)),
    };
    const packedSize = packedPolicySize(policies, target.tags, [...caller.keptKeys].flat(2));
    env.usage.note({ subject: role.record.id, at: now, service: "sts", region: request.region });
    return {
      ...issueCredentials(env, claims, input),
      SubjectFromWebIdentityToken: subject,
      AssumedRoleUser: { AssumedRoleId: claims.principalId, Arn: claims.principalArn },
      Provider: provider,
      Audience: audience,
      // Always there, unlike AssumeRole's (recorded).
      PackedPolicySize: packedSize ?? 0,
      ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
    };
  },
});

/** Everything that the token can be held to without a transaction; its issuer's keys may have to be fetched. */
async function prove(proving: Proving<Request>): Promise<Bearer> {
  const { ProviderId: providerId, WebIdentityToken: text } = proving.input;
  if (providerId === undefined) return proveIdToken(proving);
  const { who, audience } = await proveAccessToken(providerId, text, proving);
  return {
    ...who,
    audience,
    actionName: ACTION,
    sessionTags: [],
    transitiveTagKeys: [],
    operationKeys: roleAuthorized(false),
  };
}

async function proveIdToken({ input, store, now, env }: Proving<Request>): Promise<Bearer> {
  const { accountId } = readRoleArn(input.RoleArn);
  const token = await verifyToken(input.WebIdentityToken, {
    now: Math.floor(now / 1000),
    roleArn: input.RoleArn,
    keySets: env.outsideIssuers.keySets,
    findProvider: (issuer) => store.read((tx) => findTokenProvider(tx, accountId, issuer)),
  }).catch((error: unknown) => {
    throw error instanceof TokenRefusal ? refusal(error) : error;
  });
  const { provider, subject, keys, wishes } = token;
  return {
    ...federatedCaller({ provider: provider.principal, subject, claims: keys.all }),
    actionName: ACTION,
    sessionTags: wishes.tags,
    transitiveTagKeys: wishes.transitiveTagKeys,
    sourceIdentity: wishes.sourceIdentity,
    keptKeys: keys.kept,
    operationKeys: roleAuthorized(wishes.roles !== undefined),
    audience: token.audience,
    token,
  };
}

function roleAuthorized(isAuthorized: boolean): ReadonlyMap<string, ContextValue> {
  return new Map([["sts:roleauthorizedbyidp", isAuthorized ? "true" : "false"]]);
}

/** What was wrong is told to who runs the installation, where the words for the bearer cover several things. */
function refusal({ code, message, reason }: TokenRefusal): ServiceError {
  const error = stsError(code, message);
  return reason === message ? error : error.withRemedy(`A web identity token was refused: ${reason}`);
}

/** The provider may have been deleted or changed since the token was held to it. */
async function confirmProvider(
  { token }: Bearer,
  { tx, input }: { readonly tx: ReadTransaction; readonly input: Request },
): Promise<void> {
  if (token === undefined) return;
  const { provider, audience } = token;
  const { accountId } = readRoleArn(input.RoleArn);
  const current = await findTokenProvider(tx, accountId, provider.issuer.url);
  const isSame = current?.principal === provider.principal && current.issuer.id === provider.issuer.id;
  if (isSame && (current.clientIds === "any" || current.clientIds.includes(audience))) return;
  throw refusal(notValidated("The provider was changed meanwhile."));
}
