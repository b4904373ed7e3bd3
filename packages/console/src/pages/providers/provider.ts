/** A SAML or OIDC provider, by its ARN. */
export interface Provider {
  readonly arn: string;
  readonly kind: "SAML" | "OpenID Connect";
  /** A SAML provider's name, an OIDC provider's address without its scheme. */
  readonly name: string;
}

/** `arn:aws:iam::444455556666:saml-provider/corp` */
export function providerOf(arn: string): Provider {
  const resource = arn.split(":").slice(5).join(":");
  const name = resource.slice(resource.indexOf("/") + 1);
  return { arn, kind: resource.startsWith("saml-provider/") ? "SAML" : "OpenID Connect", name };
}
