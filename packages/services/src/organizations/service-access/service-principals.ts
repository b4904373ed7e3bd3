/**
 * Services to which an organization can give access: AWS keeps a closed list, and tells the others apart from nothing.
 * Source: Organizations User Guide, "AWS services that you can use with AWS Organizations".
 */
const SERVICES = `
access-analyzer account auditmanager aws-artifact-account-sync backup cloudtrail cloudwatch-crossaccount compute-optimizer config
config-multiaccountsetup controltower cost-optimization-hub.bcm detective devops-guru ds fms guardduty malware-protection.guardduty
health iam inspector2 ipam license-manager license-manager.member-account license-manager-linux-subscriptions
license-management.marketplace macie member.org.stacksets.cloudformation mgn networkmanager notifications observabilityadmin
opsdatasync.ssm private-marketplace.marketplace ram reachabilityanalyzer.networkinsights reporting.trustedadvisor
resource-explorer-2 security-ir securityhub securitylake servicecatalog servicequotas ssm ssm-quicksetup sso storage-lens.s3
tagpolicies.tag wellarchitected`;

const PRINCIPALS: ReadonlySet<string> = new Set(
  SERVICES.trim()
    .split(/\s+/)
    .map((service) => `${service}.amazonaws.com`),
);

export function isTrustable(servicePrincipal: string): boolean {
  return PRINCIPALS.has(servicePrincipal);
}

/** Services that one account alone administers. Source: Account Management Reference Guide, "Delegated administrator". */
const SINGLE_ADMINISTRATOR: ReadonlySet<string> = new Set(["account.amazonaws.com"]);

export function hasOneAdministrator(servicePrincipal: string): boolean {
  return SINGLE_ADMINISTRATOR.has(servicePrincipal);
}
