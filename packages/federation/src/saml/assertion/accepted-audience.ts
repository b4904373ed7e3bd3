/** Where AWS takes assertions in. Source: AWS Sign-in endpoints and IAM User Guide, "Configure SAML assertions". */
const AUDIENCES: ReadonlySet<string> = new Set([
  "urn:amazon:webservices",
  "urn:amazon:webservices:cn-north-1",
  "urn:amazon:webservices:cn",
  "urn:amazon:webservices:govcloud",
]);

const SIGN_IN =
  /^https:\/\/(?:[a-z0-9-]{1,40}\.)?signin\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)(?:\/static)?\/saml(?:\/acs\/[A-Z0-9]{1,128})?$/;

/** Whether an assertion with this Recipient was made to be sent to AWS, or to one of these addresses. */
export function isAcceptedRecipient(recipient: string, others: ReadonlySet<string>): boolean {
  return SIGN_IN.test(recipient) || others.has(recipient);
}

/** Whether an assertion with this Audience was made for AWS, or for one of these. */
export function isAcceptedAudience(audience: string, others: ReadonlySet<string>): boolean {
  return AUDIENCES.has(audience) || isAcceptedRecipient(audience, others);
}
