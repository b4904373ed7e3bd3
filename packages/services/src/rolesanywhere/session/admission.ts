/** Trust anchor, profile and revocation lists, as a session is asked for by them. */
import type { RequestFacts } from "@rolecall/access";
import type { ReadTransaction } from "@rolecall/store";
import { notFound, rolesAnywhereError } from "../error.ts";
import type { AskedSession } from "./asked-session.ts";
import type { Admission, NamedResources } from "./machine-caller.ts";

/** @throws ResourceNotFoundException, AccessDeniedException; AWS's words for what is disabled are not known */
export async function readNamed(
  tx: ReadTransaction,
  asked: AskedSession,
  { region }: Pick<RequestFacts, "region">,
): Promise<NamedResources> {
  const anchor = await tx.trustAnchors.byId(asked.trustAnchor.id);
  if (anchor === undefined || !isAt(anchor, asked.trustAnchor) || anchor.region !== region)
    throw notFound("trust anchor", asked.trustAnchor.id);
  const profile = await tx.rolesAnywhereProfiles.byId(asked.profile.id);
  if (profile === undefined || !isAt(profile, asked.profile) || !isAt(profile, anchor))
    throw notFound("profile", asked.profile.id);
  if (!anchor.isEnabled) throw rolesAnywhereError("AccessDeniedException", "The trust anchor is disabled.");
  if (!profile.isEnabled) throw rolesAnywhereError("AccessDeniedException", "The profile is disabled.");
  return { anchor, profile };
}

/** The named, and the enabled lists of the anchor, which may be large. */
export async function readAdmission(tx: ReadTransaction, named: NamedResources): Promise<Admission> {
  const lists = await tx.revocationLists.ofTrustAnchor(named.anchor.id);
  return { ...named, revocationLists: lists.filter(({ isEnabled }) => isEnabled) };
}

interface Placed {
  readonly accountId: string;
  readonly region: string;
}

function isAt(one: Placed, other: Placed): boolean {
  return one.accountId === other.accountId && one.region === other.region;
}

/** Whether nothing has changed. Times of records are in whole seconds, so that they are compared by what they say. */
export function isSameAdmission(one: Admission, other: Admission): boolean {
  return (
    JSON.stringify([one.anchor, one.profile]) === JSON.stringify([other.anchor, other.profile]) &&
    one.revocationLists.length === other.revocationLists.length &&
    one.revocationLists.every(({ id, data }, index) => {
      const there = other.revocationLists[index];
      return there?.id === id && Buffer.from(data).equals(there.data);
    })
  );
}
