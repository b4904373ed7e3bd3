import { COLONS_BEFORE_RESOURCE, countColons } from "../arn/resource-pattern.ts";
import { UNKNOWN, type Unknown } from "./unknown.ts";

/**
 * A resource of which not all is known: its text, with UNKNOWN for each piece that is not. `["arn:aws:s3:::photos/", UNKNOWN]` is some
 * object of a bucket, UNKNOWN alone any resource. An unknown piece is any text, the empty one too; where it stands before the fifth
 * colon, and five are written, it has no colon.
 */
export type PartialResource = string | Unknown | readonly (string | Unknown)[];

/** In place of a character's code: any text, and any text without a colon. */
export const ANYTHING = -1;
export const COMPONENT = -2;

/** The codes of a resource's characters, with ANYTHING or COMPONENT for what is unknown; never one after the other of these. */
export function readPartialText(resource: PartialResource): Int32Array {
  const pieces = mergePieces(resource);
  const texts = pieces.filter((piece) => piece !== UNKNOWN);
  const isArn = countColons(texts.join("")) >= COLONS_BEFORE_RESOURCE;
  const codes = new Int32Array(texts.join("").length + pieces.length - texts.length);
  let at = 0;
  let colons = 0;
  for (const piece of pieces) {
    if (piece === UNKNOWN) {
      codes[at++] = isArn && colons < COLONS_BEFORE_RESOURCE ? COMPONENT : ANYTHING;
      continue;
    }
    for (let index = 0; index < piece.length; index++) codes[at++] = piece.charCodeAt(index);
    colons += countColons(piece);
  }
  return codes;
}

/** The text where all of it is known. */
export function knownText(resource: PartialResource): string | undefined {
  const pieces = mergePieces(resource);
  if (pieces.length > 1 || pieces[0] === UNKNOWN) return undefined;
  return pieces[0] ?? "";
}

/** What is known of its beginning. */
export function knownPrefix(resource: PartialResource): string {
  const [first] = mergePieces(resource);
  return typeof first === "string" ? first : "";
}

/** Without empty texts, and with one piece for several of a kind that follow one another. */
function mergePieces(resource: PartialResource): readonly (string | Unknown)[] {
  const merged: (string | Unknown)[] = [];
  for (const piece of Array.isArray(resource) ? resource : [resource as string | Unknown]) {
    const previous = merged.at(-1);
    if (piece === "" || (piece === UNKNOWN && previous === UNKNOWN)) continue;
    if (piece !== UNKNOWN && typeof previous === "string") merged[merged.length - 1] = previous + piece;
    else merged.push(piece);
  }
  return merged;
}
