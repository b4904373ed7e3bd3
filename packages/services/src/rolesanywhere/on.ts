/**
 * What operations are about: a trust anchor, a profile, a revocation list or a subject of the caller's account, in the region of the request.
 * Source: Service Authorization Reference, "Resource types defined by AWS Identity and Access Management Roles Anywhere".
 */
import {
  type AccountId,
  type ArnForm,
  formatArn,
  isRolesAnywhereIdOf,
  type RolesAnywhereIdKind,
  type RolesAnywhereIds,
} from "@rolecall/names";
import type { Call, On, Permission } from "@rolecall/operations";
import type {
  CertificateSubjectRecord,
  ReadTransaction,
  RevocationListRecord,
  RolesAnywhereProfileRecord,
  Tag,
  TrustAnchorRecord,
} from "@rolecall/store";
import { notFound } from "./error.ts";

interface Regional {
  readonly accountId: AccountId;
  readonly region: string;
  readonly tags: readonly Tag[];
}

type RegionalForm = Extract<
  ArnForm,
  "trust-anchor" | "roles-anywhere-profile" | "revocation-list" | "certificate-subject"
>;

/** A kind of resources: how it is called, and how one is found. */
export interface ResourceKind<Id extends RolesAnywhereIdKind, Record extends Regional> {
  readonly idKind: Id;
  readonly form: RegionalForm;
  readonly word: string;
  find(tx: ReadTransaction, id: RolesAnywhereIds[Id]): Promise<Record | undefined>;
}

export const TRUST_ANCHOR: ResourceKind<"trust-anchor", TrustAnchorRecord> = {
  idKind: "trust-anchor",
  form: "trust-anchor",
  word: "trust anchor",
  find: (tx, id) => tx.trustAnchors.byId(id),
};

export const PROFILE: ResourceKind<"profile", RolesAnywhereProfileRecord> = {
  idKind: "profile",
  form: "roles-anywhere-profile",
  word: "profile",
  find: (tx, id) => tx.rolesAnywhereProfiles.byId(id),
};

export const CRL: ResourceKind<"crl", RevocationListRecord> = {
  idKind: "crl",
  form: "revocation-list",
  word: "certificate revocation list",
  find: (tx, id) => tx.revocationLists.byId(id),
};

export const SUBJECT: ResourceKind<"subject", CertificateSubjectRecord> = {
  idKind: "subject",
  form: "certificate-subject",
  word: "subject",
  find: (tx, id) => tx.certificateSubjects.byId(id),
};

/** What was asked for, and what there is by that id. */
export interface FoundResource<Record> {
  readonly id: string;
  readonly record: Record | undefined;
}

type PlacedCall = Pick<Call<unknown, ReadTransaction>, "caller" | "request">;

/** Others' are as good as none: of other accounts, and of other regions. */
export async function findResource<Id extends RolesAnywhereIdKind, Record extends Regional>(
  { idKind, find }: ResourceKind<Id, Record>,
  { tx, caller, request }: PlacedCall & { readonly tx: ReadTransaction },
  id: string,
): Promise<Record | undefined> {
  if (!isRolesAnywhereIdOf(idKind, id)) return undefined;
  const record = await find(tx, id);
  return record?.accountId === caller.accountId && record.region === request.region ? record : undefined;
}

function resourceOf<Input, Id extends RolesAnywhereIdKind, Record extends Regional>(
  kind: ResourceKind<Id, Record>,
  idOf: (input: Input) => string,
): On<Input, FoundResource<Record>, Record> {
  return {
    async find(call) {
      const id = idOf(call.input);
      return { id, record: await findResource(kind, call, id) };
    },
    permission: (call, { id, record }) => ({
      resource: formatArn(kind.form, { ...placeOf(call), uuid: id }),
      ...(record !== undefined && { resourceTags: record.tags }),
    }),
    take({ id, record }) {
      if (record === undefined) throw notFound(kind.word, id);
      return record;
    },
  };
}

/** Where a call is about. */
export function placeOf({ caller, request }: PlacedCall) {
  return { accountId: caller.accountId, region: request.region };
}

export const trustAnchor = resourceOf(
  TRUST_ANCHOR,
  ({ trustAnchorId }: { readonly trustAnchorId: string }) => trustAnchorId,
);
export const profile = resourceOf(PROFILE, ({ profileId }: { readonly profileId: string }) => profileId);
export const crl = resourceOf(CRL, ({ crlId }: { readonly crlId: string }) => crlId);
export const subject = resourceOf(SUBJECT, ({ subjectId }: { readonly subjectId: string }) => subjectId);

/** All that is to be of a kind: who makes something knows no ARN of it yet. */
export function everyOf({ form }: Pick<ResourceKind<never, never>, "form">, call: PlacedCall): Permission {
  return { resource: formatArn(form, { ...placeOf(call), uuid: "*" }) };
}
