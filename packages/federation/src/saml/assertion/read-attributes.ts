import { malformed } from "../saml-refusal.ts";
import { ASSERTION } from "../xml/namespaces.ts";
import { childrenNamed, requiredAttribute, textOf, type XmlElement } from "../xml/xml-element.ts";

/**
 * The attributes of an assertion, their values by Name.
 * @throws SamlRefusal where an attribute is there twice: which one counts, readers do not agree on
 */
export function readAttributes(assertion: XmlElement): ReadonlyMap<string, readonly string[]> {
  const attributes = new Map<string, readonly string[]>();
  for (const statement of childrenNamed(assertion, ASSERTION, "AttributeStatement")) {
    for (const attribute of childrenNamed(statement, ASSERTION, "Attribute")) {
      const name = requiredAttribute(attribute, "Name");
      if (attributes.has(name)) throw malformed(`The attribute ${name} is there twice.`);
      attributes.set(name, childrenNamed(attribute, ASSERTION, "AttributeValue").map(textIn));
    }
  }
  return attributes;
}

/** eduPersonTargetedID is a NameID in the value: its text is the value. */
function textIn(value: XmlElement): string {
  const [only, ...others] = value.children;
  return only !== undefined && others.length === 0 && value.text.trim() === "" ? textOf(only) : textOf(value);
}
