/** What a web identity token says. Source: IAM User Guide, "Outbound identity federation", token claims; recorded tokens. */
import { findOwner, type IdentifiedCaller, isPrincipal } from "@rolecall/access";
import type { GetWebIdentityTokenRequest } from "@rolecall/contracts/sts";
import { newUuid } from "@rolecall/credentials";
import { type Call, commonError, type WireTag } from "@rolecall/operations";
import { AWS_CLAIM, issuerUrl } from "@rolecall/operations/issuer";
import type { ReadTransaction, Tag } from "@rolecall/store";

type TokenCall = Call<GetWebIdentityTokenRequest, ReadTransaction>;

interface Times {
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
}

/** Members in the recorded order. */
export async function tokenClaims(
  call: TokenCall,
  { issuedAtSeconds, expiresAtSeconds }: Times,
): Promise<object> {
  const { input, caller, env } = call;
  const [only, ...others] = input.Audience;
  return {
    aud: others.length === 0 ? only : input.Audience,
    sub: subjectOf(caller),
    [AWS_CLAIM]: await awsClaims(call),
    iss: issuerUrl(env, caller.accountId),
    exp: expiresAtSeconds,
    iat: issuedAtSeconds,
    jti: newUuid(env.random),
  };
}

async function awsClaims({ tx, input, caller, request, env }: TokenCall): Promise<object> {
  const { session, accountId } = caller;
  const place = (await env.directory.account(tx, accountId))?.place;
  const owner = await findOwner(tx, env.directory, caller);
  const tags = principalTags(
    owner !== undefined && isPrincipal(owner) ? owner.record.tags : [],
    session?.sessionTags,
  );
  const sent = (input.Tags ?? []).map(({ Key, Value }) => [Key, Value] as const);
  return {
    ...(place !== undefined && { org_id: place.organizationId }),
    aws_account: accountId,
    ...(place !== undefined && { ou_path: place.paths }),
    ...(sent.length > 0 && { request_tags: Object.fromEntries(sent) }),
    ...(session !== undefined && { original_session_exp: isoSeconds(session.expiresAtSeconds) }),
    source_region: request.region,
    principal_id: subjectOf(caller),
    ...(tags.size > 0 && { principal_tags: Object.fromEntries(tags.values()) }),
    ...(session?.sourceIdentity !== undefined && { source_identity: session.sourceIdentity }),
    ...(session?.federatedProvider !== undefined && { federated_provider: session.federatedProvider }),
  };
}

/** Of a session the role, and never the session. */
function subjectOf(caller: IdentifiedCaller): string {
  return caller.kind === "roleSession" ? caller.roleArn : caller.arn;
}

/** By lower-case key: those of the session stand before those of the user or role. */
function principalTags(
  own: readonly Tag[],
  ofSession: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, readonly [key: string, value: string]> {
  const all = [...own.map(({ key, value }) => [key, value] as const), ...Object.entries(ofSession)];
  return new Map(all.map(([key, value]) => [key.toLowerCase(), [key, value]]));
}

/** Keys that begin with `aws:` may be sent here (recorded). @throws InvalidParameterValue where a key comes twice */
export function checkRequestTags(tags: readonly WireTag[] = []): void {
  const keys = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  if (keys.size === tags.length) return;
  throw commonError(
    "invalidParameterValue",
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  );
}

function isoSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
