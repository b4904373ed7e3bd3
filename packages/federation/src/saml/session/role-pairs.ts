import { SamlRefusal } from "../saml-refusal.ts";
import { attributeName } from "./attribute-name.ts";

/**
 * Holds a role to what the provider lets the subject have: a value of the attribute Role names it and the provider, in either order.
 * Source: IAM User Guide, "Configure SAML assertions for the authentication response".
 * @throws SamlRefusal where no value names both
 */
export function checkRolePair(
  attributes: ReadonlyMap<string, readonly string[]>,
  roleArn: string,
  providerArn: string,
): void {
  const isNamed = (attributes.get(attributeName("Role")) ?? []).some((value) => {
    const [first, second, ...others] = value.split(",").map((part) => part.trim());
    if (others.length > 0) return false;
    return (first === roleArn && second === providerArn) || (first === providerArn && second === roleArn);
  });
  if (!isNamed) throw new SamlRefusal("role", "The assertion does not let the subject have the role.");
}
