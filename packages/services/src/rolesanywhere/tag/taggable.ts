/** A resource by its ARN, of whichever kind. */
import { formatArn, isArn, parseArn } from "@rolecall/names";
import type { Call, On } from "@rolecall/operations";
import type { ReadTransaction, Tag, WriteTransaction } from "@rolecall/store";
import { invalid, notFound } from "../error.ts";
import { CRL, findResource, PROFILE, placeOf, type ResourceKind, SUBJECT, TRUST_ANCHOR } from "../on.ts";

export interface Tagged {
  readonly tags: readonly Tag[];
  keep(tx: WriteTransaction, tags: readonly Tag[]): Promise<void>;
}

interface FoundTagged {
  readonly kind: Pick<ResourceKind<never, never>, "word" | "form"> | undefined;
  readonly tagged: Tagged | undefined;
}

interface Naming {
  readonly resourceArn: string;
}

type NamingCall = Call<Naming, ReadTransaction>;
type Finder = (call: NamingCall, id: string) => Promise<Tagged | undefined>;

function finder<Record extends { readonly tags: readonly Tag[] }>(
  find: (call: NamingCall, id: string) => Promise<Record | undefined>,
  update: (tx: WriteTransaction, record: Record) => Promise<void>,
): Finder {
  return async (call, id) => {
    const record = await find(call, id);
    return record && { tags: record.tags, keep: (tx, tags) => update(tx, { ...record, tags }) };
  };
}

const KINDS: readonly (readonly [NonNullable<FoundTagged["kind"]>, Finder])[] = [
  [
    TRUST_ANCHOR,
    finder(
      (call, id) => findResource(TRUST_ANCHOR, call, id),
      (tx, record) => tx.trustAnchors.update(record),
    ),
  ],
  [
    PROFILE,
    finder(
      (call, id) => findResource(PROFILE, call, id),
      (tx, record) => tx.rolesAnywhereProfiles.update(record),
    ),
  ],
  [
    CRL,
    finder(
      (call, id) => findResource(CRL, call, id),
      (tx, record) => tx.revocationLists.update(record),
    ),
  ],
  [
    SUBJECT,
    finder(
      (call, id) => findResource(SUBJECT, call, id),
      (tx, { id, tags }) => tx.certificateSubjects.setTags(id, tags),
    ),
  ],
];

export const taggable: On<Naming, FoundTagged, Tagged> = {
  async find(call) {
    const { resourceArn } = call.input;
    const place = placeOf(call);
    for (const [kind, find] of KINDS) {
      const parts = parseArn(kind.form, resourceArn);
      if (parts === undefined) continue;
      const isOwn = resourceArn === formatArn(kind.form, { ...place, uuid: parts.uuid });
      return { kind, tagged: isOwn ? await find(call, parts.uuid) : undefined };
    }
    return { kind: undefined, tagged: undefined };
  },
  permission({ input: { resourceArn } }, { kind, tagged }) {
    const parts = kind && parseArn(kind.form, resourceArn);
    return {
      resource: resourceArn,
      ...(parts !== undefined && { resourceAccountId: parts.accountId }),
      ...(tagged !== undefined && { resourceTags: tagged.tags }),
    };
  },
  take({ kind, tagged }, { input: { resourceArn } }) {
    if (kind === undefined || !isArn(resourceArn)) {
      throw invalid(
        `${resourceArn} is no ARN of a trust anchor, a profile, a certificate revocation list or a subject.`,
      );
    }
    if (tagged === undefined) throw notFound(kind.word, resourceArn);
    return tagged;
  },
};
