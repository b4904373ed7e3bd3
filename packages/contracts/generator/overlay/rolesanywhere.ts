/**
 * What the published model of IAM Roles Anywhere leaves out: that lists are cut by `pageSize`, which its list of paginators does not
 * name; and CreateSession, which is signed by the key of a certificate and by nobody's secret. Source of that: IAM Roles Anywhere User Guide,
 * "CreateSession API".
 */
import type { ModelShape } from "../model.ts";
import type { Overlay } from "./overlay.ts";

const text = { shape: "CreateSessionString" };
const arn = { shape: "CreateSessionArn" };
const inQuery = (locationName: string) => ({ ...arn, location: "querystring", locationName });
const structure = (members: NonNullable<ModelShape["members"]>, required: readonly string[]): ModelShape => ({
  type: "structure",
  members,
  required,
});

export const rolesAnywhereOverlay: Overlay = {
  operations: {
    CreateSession: {
      name: "CreateSession",
      http: { method: "POST", requestUri: "/sessions", responseCode: 201 },
      input: { shape: "CreateSessionRequest" },
      output: { shape: "CreateSessionResponse" },
      errors: [
        { shape: "ValidationException" },
        { shape: "ResourceNotFoundException" },
        { shape: "AccessDeniedException" },
      ],
      authtype: "none",
    },
  },
  shapes: {
    CreateSessionString: { type: "string" },
    // As long as ARNs of roles are.
    CreateSessionArn: { type: "string", min: 20, max: 1011 },
    CreateSessionDuration: { type: "integer", min: 900, max: 43200 },
    CreateSessionRoleSessionName: { type: "string", min: 2, max: 64, pattern: "[\\w+=,.@-]*" },
    CreateSessionSecret: { type: "string", sensitive: true },
    // Each ARN may stand in the body or in the query.
    CreateSessionRequest: structure(
      {
        durationSeconds: { shape: "CreateSessionDuration" },
        instanceProperties: { shape: "InstancePropertyMap" },
        roleSessionName: { shape: "CreateSessionRoleSessionName" },
        profileArn: arn,
        roleArn: arn,
        trustAnchorArn: arn,
        profileArnInQuery: inQuery("profileArn"),
        roleArnInQuery: inQuery("roleArn"),
        trustAnchorArnInQuery: inQuery("trustAnchorArn"),
      },
      [],
    ),
    CreateSessionAssumedRole: structure({ arn: text, assumedRoleId: text }, ["arn", "assumedRoleId"]),
    CreateSessionCredentials: structure(
      {
        accessKeyId: text,
        secretAccessKey: { shape: "CreateSessionSecret" },
        sessionToken: { shape: "CreateSessionSecret" },
        expiration: text,
      },
      ["accessKeyId", "secretAccessKey", "sessionToken", "expiration"],
    ),
    CreateSessionPackedSize: { type: "integer" },
    CreateSessionCredentialResponse: structure(
      {
        assumedRoleUser: { shape: "CreateSessionAssumedRole" },
        credentials: { shape: "CreateSessionCredentials" },
        packedPolicySize: { shape: "CreateSessionPackedSize" },
        roleArn: text,
        sourceIdentity: text,
      },
      ["assumedRoleUser", "credentials"],
    ),
    CreateSessionCredentialSet: { type: "list", member: { shape: "CreateSessionCredentialResponse" } },
    CreateSessionResponse: structure(
      { credentialSet: { shape: "CreateSessionCredentialSet" }, subjectArn: text },
      ["credentialSet", "subjectArn"],
    ),
  },
  pageLimits: {
    ListCrls: "pageSize",
    ListProfiles: "pageSize",
    ListSubjects: "pageSize",
    ListTrustAnchors: "pageSize",
  },
  // `(:.*){2}` of the model takes time that grows with the square of the text, and a profile may name 250 roles.
  linearSources: {
    RoleArn: "arn:aws(?:-[^:]+)?:iam:[^:\\n\\r]*:.*:role.*",
    TrustAnchorArn: "arn:aws(?:-[^:]+)?:rolesanywhere:[^:\\n\\r]*:.*:trust-anchor.*",
  },
};
