import type { UniqueId } from "../src/records/identifier.ts";
import { NUMBERS, type SubjectPart } from "./family-under-test.ts";
import { OWNER_KINDS, ownerIdOf } from "./samples.ts";

/** What belongs to users, groups and roles is told of them. */
export async function partsOfOwners(
  partOf: (ownerId: UniqueId) => Promise<unknown>,
): Promise<readonly SubjectPart[]> {
  const parts: SubjectPart[] = [];
  for (const kind of OWNER_KINDS) {
    for (const number of NUMBERS) {
      const ownerId = ownerIdOf(kind, number);
      parts.push([`${kind} ${ownerId}`, await partOf(ownerId)]);
    }
  }
  return parts;
}
