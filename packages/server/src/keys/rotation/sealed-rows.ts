/**
 * What a store holds sealed by data keys, a row a family. INVARIANT: each family that has such a column has its row here: what is
 * not sealed anew is lost with the key that sealed it.
 */
import type { SealPurpose } from "@rolecall/credentials";
import { toAccessKeyId } from "@rolecall/names";
import type {
  Page,
  PageRequest,
  ReadTransaction,
  SealedBox,
  SealedReader,
  WriteTransaction,
} from "@rolecall/store";

export interface SealedRows {
  /** What one is called to people. */
  readonly word: string;
  readonly purpose: SealPurpose;
  page(tx: ReadTransaction, request: PageRequest): Promise<Page<SealedBox>>;
  /** INVARIANT: only what is still sealed as it was read: what was deleted stays deleted. */
  reseal(tx: WriteTransaction, box: SealedBox, to: Uint8Array): Promise<unknown>;
}

type SealedFamilyName = {
  [Name in keyof ReadTransaction]: ReadTransaction[Name] extends SealedReader ? Name : never;
}[keyof ReadTransaction];

const FAMILIES: Readonly<Record<SealedFamilyName, Pick<SealedRows, "word" | "purpose">>> = {
  issuerKeys: { word: "key of an issuer", purpose: "secret" },
  mfaDevices: { word: "MFA device", purpose: "seed" },
  samlProviders: { word: "private key of a SAML provider", purpose: "secret" },
  serverCertificates: { word: "server certificate", purpose: "secret" },
  serviceCredentials: { word: "service-specific credential", purpose: "secret" },
};

const ACCESS_KEYS: SealedRows = {
  word: "access key",
  purpose: "secret",
  async page(tx, request) {
    const { items, ...more } = await tx.accessKeys.list(request);
    return {
      items: items.map(({ id, sealedSecret: sealed }) => ({ key: id, context: id, sealed })),
      ...more,
    };
  },
  // The key of its box is its id.
  reseal: (tx, { key, sealed: from }, to) => tx.accessKeys.reseal(toAccessKeyId(key), { from, to }),
};

export const SEALED_ROWS: readonly SealedRows[] = [
  ACCESS_KEYS,
  ...(Object.keys(FAMILIES) as readonly SealedFamilyName[]).map(
    (name): SealedRows => ({
      ...FAMILIES[name],
      page: (tx, request) => tx[name].sealedBoxes(request),
      reseal: (tx, box, to) => tx[name].reseal(box, to),
    }),
  ),
];
