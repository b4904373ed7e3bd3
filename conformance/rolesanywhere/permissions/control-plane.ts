import { CreateRoleCommand } from "@aws-sdk/client-iam";
import type { RolesAnywhereOperations } from "@rolecall/contracts";
import { ACCOUNT } from "../../installation/seed.ts";
import { arn, authority, newCrl, rolesAnywhereFamily } from "../stage.ts";

type Answers = { readonly [name in keyof RolesAnywhereOperations]: RolesAnywhereOperations[name]["output"] };

const role = `arn:aws:iam::${ACCOUNT}:role/machine`;
const tags = [{ key: "team", value: "a" }];
const requested = { "aws:RequestTag/team": "a", "aws:TagKeys": ["team"] };
const tagged = { "aws:ResourceTag/team": "a" };
const pass = {
  action: "iam:PassRole",
  resource: role,
  condition: { "iam:PassedToService": "rolesanywhere.amazonaws.com" },
};
/** What is made has no ARN yet. */
const made = (kind: string) => [
  { resource: "*", condition: requested },
  { action: "rolesanywhere:TagResource", resource: arn(`${kind}/*`), condition: requested },
];
const notificationSettings = [{ event: "CA_CERTIFICATE_EXPIRY", enabled: true, threshold: 30 }];
const notificationSettingKeys = [{ event: "CA_CERTIFICATE_EXPIRY", channel: "ALL" }];
const mapping = { certificateField: "x509Subject", mappingRules: [{ specifier: "CN" }] };
const source = () => ({
  sourceType: "CERTIFICATE_BUNDLE",
  sourceData: { x509CertificateData: authority() },
});
const subjectId = "a545a1fc-5d86-4032-8f4c-61cdd6ff92da";

const anchorArn = ({ CreateTrustAnchor: { trustAnchor } }: Answers) => `${trustAnchor.trustAnchorArn}`;
const ofAnchor = (more: object = {}) => ({
  input: (_: unknown, answers: Answers) => ({
    trustAnchorId: answers.CreateTrustAnchor.trustAnchor.trustAnchorId,
    ...more,
  }),
  on: (_: unknown, answers: Answers) => anchorArn(answers),
});
const crlArn = ({ ImportCrl: { crl } }: Answers) => `${crl.crlArn}`;
const ofCrl = (more: object = {}) => ({
  input: (_: unknown, answers: Answers) => ({ crlId: answers.ImportCrl.crl.crlId, ...more }),
  on: (_: unknown, answers: Answers) => crlArn(answers),
});
const profileArn = ({ CreateProfile: { profile } }: Answers) => `${profile?.profileArn}`;
const ofProfile = (more: object = {}) => ({
  input: (_: unknown, answers: Answers) => ({ profileId: answers.CreateProfile.profile?.profileId, ...more }),
  on: (_: unknown, answers: Answers) => profileArn(answers),
});

export const family = rolesAnywhereFamily({
  async prepare({ admin }) {
    const Statement = {
      Effect: "Allow",
      Principal: { Service: "rolesanywhere.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
    };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await admin.iam.send(new CreateRoleCommand({ RoleName: "machine", AssumeRolePolicyDocument }));
  },
  rows: {
    CreateTrustAnchor: {
      input: () => ({ name: "company", source: source(), enabled: true, tags, notificationSettings }),
      on: () => made("trust-anchor"),
    },
    GetTrustAnchor: {
      ...ofAnchor(),
      on: (_, answers) => ({ resource: anchorArn(answers), condition: tagged }),
    },
    ListTrustAnchors: { input: { pageSize: 10 } },
    UpdateTrustAnchor: ofAnchor({ name: "renamed", source: source() }),
    DisableTrustAnchor: ofAnchor(),
    EnableTrustAnchor: ofAnchor(),
    PutNotificationSettings: ofAnchor({ notificationSettings }),
    ResetNotificationSettings: ofAnchor({ notificationSettingKeys }),
    TagResource: {
      input: (_, answers) => ({ resourceArn: anchorArn(answers), tags }),
      on: (_, answers) => ({ resource: anchorArn(answers), condition: requested }),
    },
    ListTagsForResource: { input: (_, answers) => ({ resourceArn: anchorArn(answers) }) },
    UntagResource: {
      input: (_, answers) => ({ resourceArn: anchorArn(answers), tagKeys: ["team"] }),
      on: (_, answers) => ({
        resource: anchorArn(answers),
        condition: { ...tagged, "aws:TagKeys": ["team"] },
      }),
    },
    ImportCrl: {
      input: (_, answers) => ({
        name: "revoked",
        crlData: newCrl(),
        trustAnchorArn: anchorArn(answers),
        enabled: true,
        tags,
      }),
      on: () => made("crl"),
    },
    GetCrl: { ...ofCrl(), on: (_, answers) => ({ resource: crlArn(answers), condition: tagged }) },
    ListCrls: { input: {} },
    UpdateCrl: ofCrl({ name: "renamed", crlData: newCrl([1, 2]) }),
    DisableCrl: ofCrl(),
    EnableCrl: ofCrl(),
    DeleteCrl: ofCrl(),
    DeleteTrustAnchor: ofAnchor(),
    CreateProfile: {
      input: { name: "machines", roleArns: [role], durationSeconds: 900, enabled: true, tags },
      on: () => [...made("profile"), pass],
    },
    GetProfile: {
      ...ofProfile(),
      on: (_, answers) => ({ resource: profileArn(answers), condition: tagged }),
    },
    ListProfiles: { input: {} },
    UpdateProfile: {
      ...ofProfile({ roleArns: [role] }),
      on: (_, answers) => [profileArn(answers), pass],
    },
    DisableProfile: ofProfile(),
    EnableProfile: ofProfile(),
    PutAttributeMapping: ofProfile(mapping),
    DeleteAttributeMapping: ofProfile({ certificateField: "x509SAN", specifiers: ["DNS", "URI"] }),
    DeleteProfile: ofProfile(),
    // No machine has asked for a session.
    GetSubject: {
      input: { subjectId },
      on: () => arn(`subject/${subjectId}`),
      answers: "ResourceNotFoundException",
    },
    ListSubjects: { input: {} },
  },
});
