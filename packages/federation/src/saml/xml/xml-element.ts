import { malformed } from "../saml-refusal.ts";

/** An element as it was read: what is left of a document that holds no comments, no CDATA and no instructions. */
export interface XmlElement {
  /** The namespace's URI; empty where it has none. */
  readonly namespace: string;
  /** Without prefix. */
  readonly name: string;
  /** By name, those of a namespace by `{URI}name`. Declarations of namespaces are none of them. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The characters that stand in it directly. */
  readonly text: string;
}

/** The child elements of that name. */
export function childrenNamed(element: XmlElement, namespace: string, name: string): readonly XmlElement[] {
  return element.children.filter((child) => isNamed(child, namespace, name));
}

/** The one child of that name, or none. @throws SamlRefusal where there are several */
export function childNamed(element: XmlElement, namespace: string, name: string): XmlElement | undefined {
  const found = childrenNamed(element, namespace, name);
  if (found.length > 1) throw malformed(`${element.name} has ${found.length} elements ${name}.`);
  return found[0];
}

/** @throws SamlRefusal where there is none, or several */
export function requiredChild(element: XmlElement, namespace: string, name: string): XmlElement {
  const child = childNamed(element, namespace, name);
  if (child === undefined) throw malformed(`${element.name} has no ${name}.`);
  return child;
}

/** @throws SamlRefusal where it has none of that name */
export function requiredAttribute(element: XmlElement, name: string): string {
  const value = element.attributes.get(name);
  if (value === undefined) throw malformed(`${element.name} has no ${name}.`);
  return value;
}

/** Letters of any script, their marks, digits, and what else names have; no colon. https://www.w3.org/TR/xml-names/#NT-NCName */
const NAME = /^[-._\p{L}\p{M}\p{N}]+$/u;

/**
 * What a signature names an element by: SAML's `ID` is a name, in which no quote can stand. A digit may begin it, as some providers write.
 * @throws SamlRefusal where there is none, or it is no name
 */
export function requiredId(element: XmlElement): string {
  const id = requiredAttribute(element, "ID");
  if (!NAME.test(id)) throw malformed(`The ID of ${element.name} is no name.`);
  return id;
}

/** The characters of an element that holds nothing else. @throws SamlRefusal where it holds elements */
export function textOf(element: XmlElement): string {
  if (element.children.length > 0) throw malformed(`${element.name} holds more than text.`);
  return element.text;
}

export function isNamed(element: XmlElement, namespace: string, name: string): boolean {
  return element.name === name && element.namespace === namespace;
}

/** An element and all that are in it, in the order of the document. */
export function withDescendants(element: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  collect(element, found);
  return found;
}

/** No deeper than the reader takes documents. */
function collect(element: XmlElement, found: XmlElement[]): void {
  found.push(element);
  for (const child of element.children) collect(child, found);
}
