/** Something of every family that a check looks at, and nothing wrong with it. */
import { accessKey } from "../conformance/families/access-keys.ts";
import { accessTrace } from "../conformance/families/access-traces.ts";
import { accountCreation } from "../conformance/families/account-creations.ts";
import { details } from "../conformance/families/account-details.ts";
import { settings } from "../conformance/families/account-settings.ts";
import { account } from "../conformance/families/accounts.ts";
import { attachment } from "../conformance/families/attachments.ts";
import { browserSession } from "../conformance/families/browser-sessions.ts";
import { certificateSubject } from "../conformance/families/certificate-subjects.ts";
import { delegatedAdministrator } from "../conformance/families/delegated-administrators.ts";
import { delegationRequest } from "../conformance/families/delegation-requests.ts";
import { group } from "../conformance/families/groups.ts";
import { handshake } from "../conformance/families/handshakes.ts";
import { instanceProfile } from "../conformance/families/instance-profiles.ts";
import { instance } from "../conformance/families/instances.ts";
import { issuerKey } from "../conformance/families/issuer-keys.ts";
import { loginProfile } from "../conformance/families/login-profiles.ts";
import { mfaCodeUse } from "../conformance/families/mfa-code-uses.ts";
import { oidcProvider } from "../conformance/families/oidc-providers.ts";
import { organizationAttachment } from "../conformance/families/organization-attachments.ts";
import { organizationMember } from "../conformance/families/organization-members.ts";
import { organizationPolicy } from "../conformance/families/organization-policies.ts";
import { organizationalUnit } from "../conformance/families/organizational-units.ts";
import { organization } from "../conformance/families/organizations.ts";
import { podIdentityAssociation, podIdentityCluster } from "../conformance/families/pod-identity.ts";
import { policy } from "../conformance/families/policies.ts";
import { registeredService } from "../conformance/families/registered-services.ts";
import { report } from "../conformance/families/reports.ts";
import { responsibilityTransfer } from "../conformance/families/responsibility-transfers.ts";
import { revocationList } from "../conformance/families/revocation-lists.ts";
import { role } from "../conformance/families/roles.ts";
import { rolesAnywhereProfile } from "../conformance/families/roles-anywhere-profiles.ts";
import { samlPrivateKey, samlProvider } from "../conformance/families/saml-providers.ts";
import { serverCertificate } from "../conformance/families/server-certificates.ts";
import { serviceCredential } from "../conformance/families/service-credentials.ts";
import { signInTries } from "../conformance/families/sign-in-tries.ts";
import { signingCertificate } from "../conformance/families/signing-certificates.ts";
import { spentProof } from "../conformance/families/spent-proofs.ts";
import { sshPublicKey } from "../conformance/families/ssh-public-keys.ts";
import { task } from "../conformance/families/tasks.ts";
import { trustAnchor } from "../conformance/families/trust-anchors.ts";
import { user } from "../conformance/families/users.ts";
import { assignedTo, mfaDevice, securityKey } from "../conformance/mfa-device-samples.ts";
import { FULL_ACCESS, PLACES } from "../conformance/organization-samples.ts";
import { ACCOUNT, accountId, boundary } from "../conformance/samples.ts";
import type { RecordSource } from "../src/bulk/index.ts";

export const WHOLE: RecordSource = {
  accounts: [account(1), account(2)],
  users: [user(1, { ...boundary(1) }), user(2)],
  groups: [group(1)],
  roles: [role(1)],
  instanceProfiles: [instanceProfile(1, { roleId: role(1).id })],
  policies: [policy(1)],
  policyVersions: [
    { policyId: policy(1).id, version: policy(1).defaultVersion, document: "{}", createdAt: 1 },
  ],
  attachments: [attachment("user", 1, 1), attachment("group", 1, 1), attachment("role", 1, 1)],
  inlinePolicies: [
    { accountId: ACCOUNT, ownerKind: "user", ownerId: user(1).id, name: "Own", document: "{}" },
  ],
  memberships: [{ accountId: ACCOUNT, groupId: group(1).id, userId: user(1).id }],
  accessKeys: [accessKey(1), accessKey(2, { ownerKind: "root", ownerId: ACCOUNT as never })],
  loginProfiles: [loginProfile(1)],
  sshPublicKeys: [sshPublicKey(1)],
  signingCertificates: [
    signingCertificate(1),
    signingCertificate(2, { ownerKind: "root", ownerId: ACCOUNT as never }),
  ],
  serviceCredentials: [serviceCredential(1)],
  serverCertificates: [serverCertificate(1)],
  mfaDevices: [mfaDevice(1), mfaDevice(2, { assignment: assignedTo(1) }), securityKey(3)],
  mfaCodeUses: [mfaCodeUse(1)],
  oidcProviders: [oidcProvider(1)],
  samlProviders: [samlProvider(1, { privateKeys: [samlPrivateKey(1)] })],
  trustAnchors: [trustAnchor(1)],
  rolesAnywhereProfiles: [rolesAnywhereProfile(1)],
  revocationLists: [revocationList(1)],
  certificateSubjects: [certificateSubject(1)],
  podIdentityClusters: [podIdentityCluster(1)],
  podIdentityAssociations: [podIdentityAssociation(1)],
  registeredServices: [registeredService(1, { ownerAccountId: ACCOUNT }), registeredService(2)],
  spentProofs: [spentProof(1)],
  browserSessions: [
    browserSession(1),
    browserSession(2, { ownerKind: "root", ownerId: ACCOUNT as never, principalId: ACCOUNT }),
    browserSession(3, { ownerKind: "role", ownerId: role(1).id, principalId: `${role(1).id}:ann` }),
  ],
  signInTries: [signInTries(1)],
  accountSettings: [settings(1)],
  issuerKeys: [issuerKey(1)],
  delegationRequests: [delegationRequest(1)],
  reports: [report(1)],
  accessTraces: [accessTrace(user(1).id), accessTrace(role(1).id), accessTrace(ACCOUNT as never)],
  instances: [instance(1, { instanceProfileId: instanceProfile(1).id })],
  tasks: [task(1)],
  organizations: [organization(0)],
  organizationalUnits: [organizationalUnit(0), organizationalUnit(1, { parentId: organizationalUnit(0).id })],
  organizationMembers: [organizationMember(1), organizationMember(2, PLACES[1])],
  organizationPolicies: [organizationPolicy(0)],
  organizationAttachments: [
    organizationAttachment({ targetKind: "root", targetId: organization(0).rootId }),
    organizationAttachment({ targetKind: "organizationalUnit", targetId: organizationalUnit(0).id }),
    organizationAttachment({ targetKind: "account", targetId: accountId(2) }),
    organizationAttachment({ targetKind: "account", targetId: ACCOUNT }, { policyId: FULL_ACCESS }),
  ],
  delegatedAdministrators: [delegatedAdministrator(2)],
  handshakes: [
    handshake(0, { recipientAccountId: accountId(2) }),
    handshake(1, { parentHandshakeId: handshake(0).id }),
  ],
  accountCreations: [accountCreation(0, { state: "SUCCEEDED", accountId: accountId(2) })],
  responsibilityTransfers: [responsibilityTransfer(0, { sourceAccountId: accountId(2) })],
  accountDetails: [details(1)],
  usage: [{ subject: user(1).id, at: 1 }],
};
