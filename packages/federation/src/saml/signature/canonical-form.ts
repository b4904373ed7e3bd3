import { DOMParser } from "@xmldom/xmldom";
import { ExclusiveCanonicalization } from "xml-crypto";
import { SamlRefusal } from "../saml-refusal.ts";

const DECLARATIONS = "http://www.w3.org/2000/xmlns/";
const ELEMENT = 1;

/** An element of a document as the library that canonicalises reads it. */
export interface Place {
  /** The document, which the strict reader took. */
  readonly text: string;
  /** From the root down: the how many-th child element each time. The root's own is empty. */
  readonly path: readonly number[];
}

/** The same element as was read, with the signature in it. */
export interface SignedNode {
  readonly element: Element;
  readonly signature: Element;
}

/**
 * Ends of lines as XML 1.0 has them, and as the strict reader reads them. xmldom's own are those of XML 1.1, by which U+0085 and U+2028 in a
 * name would not be what was signed.
 */
const LINE_ENDS = { normalizeLineEndings: (text: string) => text.replace(/\r\n?/g, "\n") };
const parser = new DOMParser(LINE_ENDS as object);

/** @param index of the signature, among the element's children */
export function signedNode({ text, path }: Place, index: number): SignedNode {
  let element: Element = parser.parseFromString(text, "text/xml").documentElement;
  for (const step of path) element = childElement(element, step);
  return { element, signature: childElement(element, index) };
}

export function childElement(element: Element, index: number): Element {
  const child = Array.from(element.childNodes).filter(({ nodeType }) => nodeType === ELEMENT)[index];
  if (child === undefined) throw new SamlRefusal("signature", "The document can be read in two ways.");
  return child as Element;
}

/**
 * The exclusive canonical form of an element, without comments. Source: W3C Exclusive XML Canonicalization 1.0.
 * @param prefixes whose namespaces are written out though nothing is seen to be of them
 */
export function canonicalForm(element: Element, prefixes: readonly string[] = []): string {
  return new ExclusiveCanonicalization().process(element, {
    inclusiveNamespacesPrefixList: [...prefixes],
    ancestorNamespaces: prefixes.length === 0 ? [] : namespacesAround(element),
  });
}

/** What is declared on the elements that it stands in; the nearest last, as it counts. */
function namespacesAround(element: Element) {
  const around: { prefix: string; namespaceURI: string }[] = [];
  for (
    let outer = element.parentNode;
    outer !== null && outer.nodeType === ELEMENT;
    outer = outer.parentNode
  ) {
    const declared = Array.from((outer as Element).attributes).filter(
      ({ namespaceURI, prefix }) => namespaceURI === DECLARATIONS && prefix !== null,
    );
    around.unshift(...declared.map(({ localName, value }) => ({ prefix: localName, namespaceURI: value })));
  }
  return around.filter(({ prefix }) => !element.hasAttributeNS(DECLARATIONS, prefix));
}
