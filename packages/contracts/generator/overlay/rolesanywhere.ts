/**
 * What the published model of IAM Roles Anywhere leaves out: that lists are cut by `pageSize`, which its list of paginators does not
 * name.
 */
import type { Overlay } from "./overlay.ts";

export const rolesAnywhereOverlay: Overlay = {
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
