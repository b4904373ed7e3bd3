import { defineService, type Service } from "@rolecall/operations";
import { accessKeyOperations } from "./access-key/operations.ts";
import { accountOperations } from "./account/operations.ts";
import { accountPropertiesOperations } from "./account-properties/operations.ts";
import { attachmentOperations } from "./attachment/operations.ts";
import { boundaryOperations } from "./boundary/operations.ts";
import { credentialReportOperations } from "./credential-report/operations.ts";
import { delegationRequestOperations } from "./delegation-request/operations.ts";
import { groupOperations } from "./group/operations.ts";
import { inlinePolicyOperations } from "./inline-policy/operations.ts";
import { instanceProfileOperations } from "./instance-profile/operations.ts";
import { lastAccessedOperations } from "./last-accessed/operations.ts";
import { loginProfileOperations } from "./login-profile/operations.ts";
import { mfaOperations } from "./mfa/operations.ts";
import { oidcProviderOperations } from "./oidc-provider/operations.ts";
import { organizationsAccessReportOperations } from "./organizations-access-report/operations.ts";
import { organizationsRootOperations } from "./organizations-root/operations.ts";
import { outboundFederationOperations } from "./outbound-federation/operations.ts";
import { policyOperations } from "./policy/operations.ts";
import { roleOperations } from "./role/operations.ts";
import { roleTemplateOperations } from "./role-template/operations.ts";
import { samlProviderOperations } from "./saml-provider/operations.ts";
import { serverCertificateOperations } from "./server-certificate/operations.ts";
import { serviceAccessOperations } from "./service-access/operations.ts";
import { serviceLinkedRoleOperations } from "./service-linked-role/operations.ts";
import { serviceSpecificCredentialOperations } from "./service-specific-credential/operations.ts";
import { signingCertificateOperations } from "./signing-certificate/operations.ts";
import { simulationOperations } from "./simulation/operations.ts";
import { sshPublicKeyOperations } from "./ssh-public-key/operations.ts";
import { tagOperations } from "./tag/operations.ts";
import { userOperations } from "./user/operations.ts";

/** For the console, whose authenticators no operation enrols. */

/** IAM: each family contributes its operations. */
export const iamService: Service = defineService("iam", [
  ...userOperations,
  ...groupOperations,
  ...loginProfileOperations,
  ...accessKeyOperations,
  ...sshPublicKeyOperations,
  ...signingCertificateOperations,
  ...serverCertificateOperations,
  ...serviceSpecificCredentialOperations,
  ...mfaOperations,
  ...roleOperations,
  ...serviceLinkedRoleOperations,
  ...instanceProfileOperations,
  ...policyOperations,
  ...attachmentOperations,
  ...inlinePolicyOperations,
  ...tagOperations,
  ...boundaryOperations,
  ...accountOperations,
  ...oidcProviderOperations,
  ...samlProviderOperations,
  ...organizationsRootOperations,
  ...credentialReportOperations,
  ...lastAccessedOperations,
  ...organizationsAccessReportOperations,
  ...simulationOperations,
  ...serviceAccessOperations,
  ...outboundFederationOperations,
  ...accountPropertiesOperations,
  ...roleTemplateOperations,
  ...delegationRequestOperations,
]);
