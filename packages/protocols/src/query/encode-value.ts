/** Values → XML. Source: Smithy, "AWS query protocol", response serialization. */
import type { ListShape, MapShape, Shape, StructureShape } from "@rolecall/contracts";
import { compileOnce } from "../compile-once.ts";
import { formatIso8601 } from "../timestamp.ts";
import { escapeXml, isPlainText } from "./xml-text.ts";

/** Gives what stands between the value's tags. */
type Encoder = (value: unknown) => string;

type EncoderOf = (shape: Shape) => Encoder;

type Structure = Readonly<Record<string, unknown>>;

/** How the encoders of a way are made where the ways differ. */
interface Way {
  readonly writeText: (text: string) => string;
  readonly encodeList: (shape: ListShape, encoderOf: EncoderOf) => Encoder;
}

/** As texts came by `writeUnescaped`, one behind the other. */
let written = "";

/**
 * INVARIANT: what was written so is looked at before it is answered.
 */
function writeUnescaped(text: string): string {
  written += text;
  return text;
}

/** Each text is looked at by itself. */
const escapingEncoder = compileValues({ writeText: escapeXml, encodeList: listEncoder });
/** No text is looked at. */
const unescapedEncoder = compileValues({ writeText: writeUnescaped, encodeList: listEncoder });

/** Gives what stands between the tags of a value of a shape. */
export const valueEncoder = compileValues({ writeText: escapeXml, encodeList: batchedListEncoder });

function compileValues({ writeText, encodeList }: Way): EncoderOf {
  const encoderOf: EncoderOf = compileOnce<[unknown], string>((shape: Shape): Encoder => {
    switch (shape.kind) {
      case "structure":
        return structureEncoder(shape, encoderOf);
      case "list":
        return encodeList(shape, encoderOf);
      case "map":
        return mapEncoder(shape, encoderOf, writeText);
      case "string":
        return writeText as Encoder;
      case "timestamp":
        return (value) => formatIso8601(value as Date);
      case "blob":
        return (value) => (value as Uint8Array).toBase64();
      case "document":
        throw new Error("The Query protocol has no free JSON.");
      default:
        return (value) => String(value);
    }
  });
  return encoderOf;
}

/** A member, and what stands between it and the one before: tags of both are one text, so that an answer has fewer pieces. */
interface EncodedMember {
  readonly name: string;
  readonly open: string;
  readonly close: string;
  readonly encode: Encoder;
  /** By the place of the member before, and of none; each is put together when it is first needed. */
  readonly tagsBehind: string[];
}

function structureEncoder(shape: StructureShape, encoderOf: EncoderOf): Encoder {
  const members: readonly EncodedMember[] = shape.members.map((member) => ({
    name: member.name,
    open: `<${member.wireName}>`,
    close: `</${member.wireName}>`,
    encode: encoderOf(member.shape),
    tagsBehind: [],
  }));
  const none = members.length;
  return (value) => {
    let xml = "";
    let before = none;
    for (let place = 0; place < none; place += 1) {
      const member = members[place] as EncodedMember;
      const child = (value as Structure)[member.name];
      if (child === undefined) continue;
      member.tagsBehind[before] ??= tagsBetween(members[before], member);
      xml += (member.tagsBehind[before] as string) + member.encode(child);
      before = place;
    }
    return before === none ? "" : xml + (members[before] as EncodedMember).close;
  };
}

function tagsBetween(before: EncodedMember | undefined, member: EncodedMember): string {
  // Joined, it is one piece of memory.
  return [before?.close ?? "", member.open].join("");
}

function listEncoder(shape: ListShape, encoderOf: EncoderOf): Encoder {
  const encode = encoderOf(shape.element);
  return (value) => encodeElements(value as readonly unknown[], encode);
}

function mapEncoder(shape: MapShape, encoderOf: EncoderOf, writeText: Way["writeText"]): Encoder {
  const encode = encoderOf(shape.value);
  return (value) => {
    let xml = "";
    for (const [key, entry] of Object.entries(value as Structure)) {
      if (entry === undefined) continue;
      xml += `<entry><key>${writeText(key)}</key><value>${encode(entry)}</value></entry>`;
    }
    return xml;
  };
}

/** Elements whose texts are looked at together: a look costs as much as several short texts. */
const BATCH = 64;

function batchedListEncoder({ element }: ListShape): Encoder {
  const encodeUnescaped = unescapedEncoder(element);
  const encodeEscaping = escapingEncoder(element);
  return (value) => {
    const elements = value as readonly unknown[];
    let xml = "";
    for (let from = 0; from < elements.length; from += BATCH) {
      const batch = elements.length <= BATCH ? elements : elements.slice(from, from + BATCH);
      written = "";
      const tried = encodeElements(batch, encodeUnescaped);
      const isPlain = isPlainText(written);
      written = "";
      xml += isPlain ? tried : encodeElements(batch, encodeEscaping);
    }
    return xml;
  };
}

function encodeElements(elements: readonly unknown[], encode: Encoder): string {
  let xml = "";
  for (const element of elements) xml += `<member>${encode(element)}</member>`;
  return xml;
}
