/** What a machine asks for. Source: IAM Roles Anywhere User Guide, "CreateSession API". */
import type { CreateSessionRequest } from "@rolecall/contracts/rolesanywhere";
import {
  type AccountId,
  parseArn,
  type RolesAnywhereProfileId,
  type TrustAnchorId,
  toRolesAnywhereId,
} from "@rolecall/names";
import { invalid } from "../error.ts";

/** ARNs may stand in the query, as AWS's helper has them, or in the body, as its guide has. */
export interface AskedSession {
  readonly trustAnchorArn: string;
  readonly trustAnchor: PlacedId<TrustAnchorId>;
  readonly profile: PlacedId<RolesAnywhereProfileId>;
  readonly profileArn: string;
  readonly roleArn: string;
}

interface PlacedId<Id> {
  readonly region: string;
  readonly accountId: AccountId;
  readonly id: Id;
}

/** @throws ValidationException where an ARN is missing, is there twice, or is none of its kind */
export function readAskedSession(input: CreateSessionRequest): AskedSession {
  const trustAnchorArn = oneOf("trustAnchorArn", input.trustAnchorArn, input.trustAnchorArnInQuery);
  const profileArn = oneOf("profileArn", input.profileArn, input.profileArnInQuery);
  const roleArn = oneOf("roleArn", input.roleArn, input.roleArnInQuery);
  const anchor = parseArn("trust-anchor", trustAnchorArn);
  if (anchor === undefined) throw invalid(`trustAnchorArn is no ARN of a trust anchor.`);
  const profile = parseArn("roles-anywhere-profile", profileArn);
  if (profile === undefined) throw invalid(`profileArn is no ARN of a profile.`);
  if (parseArn("role", roleArn) === undefined) throw invalid(`roleArn is no ARN of a role.`);
  return {
    trustAnchorArn,
    trustAnchor: { ...anchor, id: toRolesAnywhereId("trust-anchor", anchor.uuid) },
    profileArn,
    profile: { ...profile, id: toRolesAnywhereId("profile", profile.uuid) },
    roleArn,
  };
}

function oneOf(name: string, inBody: string | undefined, inQuery: string | undefined): string {
  if (inBody !== undefined && inQuery !== undefined && inBody !== inQuery)
    throw invalid(`${name} is not the same in the body and in the query.`);
  const value = inBody ?? inQuery;
  if (value === undefined) throw invalid(`${name} is required, in the body or in the query.`);
  return value;
}
