/** CreateSession. Source: IAM Roles Anywhere User Guide, "CreateSession API"; the models that AWS publishes leave it out. */
import type { Requirement } from "@rolecall/access";
import type { CreateSessionRequest, CreateSessionResponse } from "@rolecall/contracts/rolesanywhere";
import { formatArn } from "@rolecall/names";
import { type Call, certificateSubjectId } from "@rolecall/operations";
import {
  findRole,
  grantedRole,
  issueCredentials,
  joinSessionTags,
  packedPolicySize,
  type RoleTarget,
  rolePermission,
  roleSessionClaims,
  type SessionPolicies,
  sessionKeys,
  sessionRequirements,
  validFrom,
} from "@rolecall/operations/role-session";
import type { ReadTransaction } from "@rolecall/store";
import { rolesAnywhere } from "../define.ts";
import { isSameAdmission, readAdmission, readNamed } from "./admission.ts";
import { readAskedSession } from "./asked-session.ts";
import type { MachineCaller } from "./machine-caller.ts";
import { noteSubject } from "./note-subject.ts";
import { proveMachine } from "./prove-machine.ts";
import { unableToAssume, unableToAssumeText, untrusted } from "./refuse-session.ts";

type MachineCall = Call<CreateSessionRequest, ReadTransaction, MachineCaller>;

const TAGS_MAX = 50;

export const createSession = rolesAnywhere.readUnsigned("CreateSession", {
  prove: proveMachine,

  async resolve(call: MachineCall): Promise<RoleTarget> {
    const { caller, input, tx, request } = call;
    // INVARIANT: what the account says of machines now is what the machine was held to.
    const admission = await readAdmission(tx, await readNamed(tx, readAskedSession(input), request));
    if (!isSameAdmission(admission, caller.admission))
      throw untrusted("Trust anchor, profile or revocation lists were changed meanwhile.");
    const found = await findRole(call, caller.roleArn);
    const isOwn = found.accountId === admission.anchor.accountId;
    const tags = caller.sessionTags.map(({ key: Key, value: Value }) => ({ Key, Value }));
    return {
      ...found,
      // A trust anchor lets nobody into another account.
      ...(!isOwn && { role: undefined }),
      sessionName: caller.sessionName,
      tags: joinSessionTags({ Tags: tags }, { calling: undefined, limit: TAGS_MAX }),
      sourceIdentity: caller.sourceIdentity,
    };
  },

  requires(_call: MachineCall, target: RoleTarget): readonly Requirement[] {
    const permission = () => ({
      ...rolePermission(target, sessionKeys(target)),
      deniedAs: unableToAssumeText(target.roleArn),
    });
    return [{ ...permission(), action: "sts:AssumeRole" }, ...sessionRequirements(target, permission)];
  },

  async perform({ call, target }): Promise<CreateSessionResponse> {
    const { input, caller, env, now, request } = call;
    const { anchor, profile } = caller.admission;
    const role = grantedRole(target);
    const durationSeconds = Math.min(
      input.durationSeconds ?? profile.durationSeconds,
      profile.durationSeconds,
      role.record.maxSessionSeconds,
    );
    const policies = await sessionPolicies(call);
    const packedSize = packedPolicySize(
      { policies, tags: target.tags },
      { tooLong: (message) => unableToAssume(target.roleArn, message) },
    );
    const claims = roleSessionClaims(target, { policies, ...validFrom(now, durationSeconds) });
    const { AccessKeyId, SecretAccessKey, SessionToken } = issueCredentials(env, claims, {}).Credentials;
    env.usage.note({ subject: role.record.id, at: now, service: "rolesanywhere", region: request.region });
    noteSubject(call);
    const { accountId, region } = anchor;
    const subjectId = certificateSubjectId({ accountId, region, x509Subject: caller.subject });
    return {
      credentialSet: [
        {
          assumedRoleUser: { arn: claims.principalArn, assumedRoleId: claims.principalId },
          credentials: {
            accessKeyId: AccessKeyId,
            secretAccessKey: SecretAccessKey,
            sessionToken: SessionToken,
            expiration: isoSeconds(claims.expiresAtSeconds),
          },
          packedPolicySize: packedSize ?? 0,
          roleArn: target.roleArn,
          ...(target.sourceIdentity !== undefined && { sourceIdentity: target.sourceIdentity }),
        },
      ],
      subjectArn: formatArn("certificate-subject", { accountId, region, uuid: subjectId }),
    };
  },
});

/** Those of the profile. One that is there no more limits nobody, so that it lets nobody pass. */
async function sessionPolicies({ caller, tx, env }: MachineCall): Promise<SessionPolicies> {
  const { managedPolicyArns: policyArns, sessionPolicy } = caller.admission.profile;
  for (const arn of policyArns) {
    if ((await env.directory.managedPolicy(tx, arn)) === undefined)
      throw unableToAssume(caller.roleArn, `The profile's policy ${arn} does not exist.`);
  }
  return { policyArns, ...(sessionPolicy !== undefined && { inlinePolicy: sessionPolicy }) };
}

/** As AWS writes it, without fractions. */
function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000", "");
}
