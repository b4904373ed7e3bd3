/** What an assertion says, read from what its signature covers. Source: SAML 2.0 Core, 2.3 to 2.7. */
import { malformed } from "../saml-refusal.ts";
import { readTime } from "../saml-time.ts";
import { ASSERTION } from "../xml/namespaces.ts";
import {
  childrenNamed,
  isNamed,
  requiredAttribute,
  requiredChild,
  requiredId,
  textOf,
  type XmlElement,
} from "../xml/xml-element.ts";
import { readAttributes } from "./read-attributes.ts";

const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/** Times are milliseconds since 1970. */
export interface Assertion {
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: number;
  /** The text of the NameID. */
  readonly subject: string;
  /** The Format of the NameID, as it is written. */
  readonly subjectFormat: string;
  readonly recipient: string;
  /** Of the confirmation that whoever bears it is the subject. */
  readonly confirmation: Window;
  readonly conditions: Window;
  /** A list of audiences for each restriction; whoever is meant stands in all of them. */
  readonly audiences: readonly (readonly string[])[];
  /** When the session at the provider ends, where it says so. */
  readonly sessionEndsAt: number | undefined;
  /** By Name, in their order. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

export interface Window {
  readonly from: number | undefined;
  readonly until: number | undefined;
}

/**
 * @param assertion read from the canonical form that a signature covers
 * @throws SamlRefusal where it lacks what SAML or AWS ask for, or says it twice
 */
export function readAssertion(assertion: XmlElement): Assertion {
  if (!isNamed(assertion, ASSERTION, "Assertion")) throw malformed("What is signed is no assertion.");
  if (requiredAttribute(assertion, "Version") !== "2.0") throw malformed("The assertion is not of SAML 2.0.");
  const conditions = requiredChild(assertion, ASSERTION, "Conditions");
  return {
    id: requiredId(assertion),
    issuer: filled(requiredChild(assertion, ASSERTION, "Issuer")),
    issuedAt: readTime(requiredAttribute(assertion, "IssueInstant"), "IssueInstant"),
    ...readSubject(requiredChild(assertion, ASSERTION, "Subject")),
    conditions: readWindow(conditions),
    audiences: childrenNamed(conditions, ASSERTION, "AudienceRestriction").map((restriction) =>
      childrenNamed(restriction, ASSERTION, "Audience").map(textOf),
    ),
    sessionEndsAt: readSessionEnd(assertion),
    attributes: readAttributes(assertion),
  };
}

type Subject = Pick<Assertion, "subject" | "subjectFormat" | "recipient" | "confirmation">;

function readSubject(subject: XmlElement): Subject {
  const nameId = requiredChild(subject, ASSERTION, "NameID");
  const confirmation = requiredChild(subject, ASSERTION, "SubjectConfirmation");
  if (requiredAttribute(confirmation, "Method") !== BEARER)
    throw malformed("The subject is not confirmed by who bears the assertion.");
  const data = requiredChild(confirmation, ASSERTION, "SubjectConfirmationData");
  const window = readWindow(data);
  if (window.until === undefined) throw malformed("SubjectConfirmationData has no NotOnOrAfter.");
  return {
    subject: filled(nameId),
    subjectFormat: requiredAttribute(nameId, "Format"),
    recipient: requiredAttribute(data, "Recipient"),
    confirmation: window,
  };
}

function readWindow(element: XmlElement): Window {
  return { from: timeOf(element, "NotBefore"), until: timeOf(element, "NotOnOrAfter") };
}

/** The earliest end, where the subject was authenticated in several ways. */
function readSessionEnd(assertion: XmlElement): number | undefined {
  const statements = childrenNamed(assertion, ASSERTION, "AuthnStatement");
  if (statements.length === 0) throw malformed("The assertion has no AuthnStatement.");
  const ends = statements.flatMap((statement) => timeOf(statement, "SessionNotOnOrAfter") ?? []);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function timeOf(element: XmlElement, name: string): number | undefined {
  const text = element.attributes.get(name);
  return text === undefined ? undefined : readTime(text, `${name} of ${element.name}`);
}

/** @throws SamlRefusal where it is empty */
function filled(element: XmlElement): string {
  const text = textOf(element);
  if (text.trim() === "") throw malformed(`${element.name} is empty.`);
  return text;
}
