/**
 * The one reader of XML. It takes a part of XML 1.0 and no more: no DTD, so that nobody declares entities or ids; no comments,
 * CDATA sections and instructions, by which readers of the same bytes come to differ; one root; no id twice, in any spelling.
 */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { malformed } from "../saml-refusal.ts";
import type { XmlElement } from "./xml-element.ts";

export interface XmlBounds {
  readonly elements: number;
  readonly depth: number;
  /** Of one element, declarations of namespaces included. */
  readonly attributes: number;
  readonly attributesInAll: number;
  /** Of characters, such as `&amp;`: each is as dear as an element. */
  readonly references: number;
  /** Whether comments and instructions may stand in it, which are left out, and CDATA sections, which are text. */
  readonly allowsRemarks: boolean;
}

/**
 * Of what anybody can send. 100,000 characters have room for some 500 roles. xmldom takes time that grows with the square of the
 * elements side by side.
 */
export const MESSAGE_BOUNDS: XmlBounds = {
  elements: 1_000,
  depth: 32,
  attributes: 32,
  attributesInAll: 2_000,
  references: 2_000,
  allowsRemarks: false,
};

/** Of what an administrator brings, many entities among them: a tenth of a second for the largest, in which nobody else is served. */
export const METADATA_BOUNDS: XmlBounds = {
  elements: 40_000,
  depth: 32,
  attributes: 64,
  attributesInAll: 100_000,
  references: 100_000,
  allowsRemarks: true,
};

/** An element that is being read. */
interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads a document.
 * @param bounds where it goes past one of them, it is read no further
 * @throws SamlRefusal where it is not well-formed, or holds what is not taken
 */
export function readXml(text: string, bounds: XmlBounds = MESSAGE_BOUNDS): XmlElement {
  refuseReferences(text, bounds.references);
  if (text.startsWith("\uFEFF")) throw malformed("The document begins with a byte order mark.");
  const reading = new Reading(bounds);
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", (error) => {
    throw malformed(`The document is not well-formed: ${error.message}`);
  });
  parser.on("attribute", () => reading.attribute());
  parser.on("opentag", (tag) => reading.open(tag));
  parser.on("text", (characters) => reading.text(characters));
  parser.on("closetag", () => reading.close());
  if (DECLARATION.test(text))
    parser.on("xmldecl", ({ version, encoding }) => checkDeclaration(version, encoding));
  if (hasRemarks(text)) hearRemarks(parser, reading);
  parser.write(text).close();
  return reading.root();
}

type Parser = SaxesParser<{ xmlns: true; position: false }>;

/** The beginning of `<?xml version="1.0"?>`; any other instruction is none. */
const DECLARATION = /^<\?xml[ \t\r\n]/;

/**
 * Whether something may stand in it that is neither a tag nor text. What cannot come is not listened to: with more than six listeners V8
 * looks up all that the parser holds as in a dictionary, and reading takes half as long again.
 */
function hasRemarks(text: string): boolean {
  return text.includes("<!") || text.includes("<?", DECLARATION.test(text) ? 1 : 0);
}

function hearRemarks(parser: Parser, reading: Reading): void {
  parser.on("doctype", () => {
    throw malformed("The document has a DTD.");
  });
  parser.on("cdata", (characters) => {
    reading.remark("a CDATA section");
    reading.text(characters);
  });
  parser.on("comment", () => reading.remark("a comment"));
  parser.on("processinginstruction", () => reading.remark("a processing instruction"));
}

/** One document on its way through the parser. */
class Reading {
  readonly #bounds: XmlBounds;
  readonly #open: OpenElement[] = [];
  readonly #ids = new Set<string>();
  #elements = 0;
  #attributes = 0;
  #attributesInAll = 0;
  #root: XmlElement | undefined;

  constructor(bounds: XmlBounds) {
    this.#bounds = bounds;
  }

  root(): XmlElement {
    if (this.#root === undefined) throw malformed("The document is empty.");
    return this.#root;
  }

  remark(what: string): void {
    if (!this.#bounds.allowsRemarks) throw malformed(`The document has ${what}.`);
  }

  /** Counted while they come: who sends 100,000 of them is not read to the end. */
  attribute(): void {
    this.#attributes += 1;
    this.#attributesInAll += 1;
    if (this.#attributesInAll > this.#bounds.attributesInAll)
      throw malformed(`The document has more than ${this.#bounds.attributesInAll} attributes.`);
    if (this.#attributes > this.#bounds.attributes)
      throw malformed(`An element has more than ${this.#bounds.attributes} attributes.`);
  }

  open(tag: SaxesTagNS): void {
    this.#elements += 1;
    this.#attributes = 0;
    if (this.#elements > this.#bounds.elements)
      throw malformed(`The document has more than ${this.#bounds.elements} elements.`);
    if (this.#open.length >= this.#bounds.depth)
      throw malformed(`The document is more than ${this.#bounds.depth} elements deep.`);
    const attributes = new Map<string, string>();
    for (const attribute of Object.values(tag.attributes)) this.#take(attribute, attributes);
    const element = { namespace: tag.uri, name: tag.local, attributes, children: [], text: "" };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  text(characters: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += characters;
  }

  close(): void {
    this.#root = this.#open.pop();
  }

  #take(attribute: SaxesAttributeNS, attributes: Map<string, string>): void {
    const { prefix, local, uri, value } = attribute;
    if (prefix === "xmlns" || (prefix === "" && local === "xmlns")) {
      checkNamespace(value);
      return;
    }
    // Who canonicalises may take them for declarations of namespaces, and leave them out of what is signed.
    if (prefix === "" && /^xml/i.test(local)) throw malformed(`An attribute is called ${local}.`);
    attributes.set(uri === "" ? local : `{${uri}}${local}`, value);
    if (local.toLowerCase() === "id") this.#takeId(value);
  }

  /** INVARIANT: no two elements have an id in common, however they spell the attribute: a signature's reference names one. */
  #takeId(id: string): void {
    if (this.#ids.has(id)) throw malformed(`Two elements have the ID ${id}.`);
    this.#ids.add(id);
  }
}

function refuseReferences(text: string, limit: number): void {
  let count = 0;
  for (let at = text.indexOf("&"); at !== -1; at = text.indexOf("&", at + 1)) {
    count += 1;
    if (count > limit) throw malformed(`The document has more than ${limit} references.`);
  }
}

function checkDeclaration(version: string | undefined, encoding: string | undefined): void {
  if (version !== "1.0") throw malformed("The document is not XML 1.0.");
  if (encoding !== undefined && encoding.toUpperCase() !== "UTF-8")
    throw malformed(`The document says that it is written in ${encoding}.`);
}

/** A canonical form writes a namespace's name on each element that is of it: 30 kB of name on 1,000 elements are 30 MB. */
const NAMESPACE_LENGTH = 256;

/** Canonical forms are not defined for relative names of namespaces; who takes them may come to an empty form. */
function checkNamespace(uri: string): void {
  if (uri.length > NAMESPACE_LENGTH) throw malformed(`A namespace's name has ${uri.length} characters.`);
  if (uri !== "" && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri))
    throw malformed(`A namespace is called ${JSON.stringify(uri)}, which is not absolute.`);
}
