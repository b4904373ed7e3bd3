import { uuidOf } from "@rolecall/credentials";
import { type AccountId, type CertificateSubjectId, toRolesAnywhereId } from "@rolecall/names";
import type { EpochMilliseconds, Store, SubjectSighting } from "@rolecall/store";

/** Collects whom machines' certificates named, and writes it in batches behind the requests. */
export interface CertificateSubjectLog {
  /** @returns false where it is not kept because too much waits */
  note(sighting: SubjectSighting): boolean;
  /** Writes what was collected, or keeps it where that fails; forgets subjects that were not seen for long. */
  flush(store: Store, now: EpochMilliseconds): Promise<void>;
}

/** More between two flushes is dropped: who was seen is a convenience, memory is not. */
export const MAX_WAITING = 10_000;
export const MAX_WAITING_BYTES = 16 * 2 ** 20;

/** So many are written in a transaction: each may be read and written with all that is kept of it. */
const WRITTEN_AT_ONCE = 200;
/** As long as access is traced. AWS does not tell how long it keeps a subject. */
const KEPT_MS = 400 * 24 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;
const PRUNED_AT_ONCE = 10_000;

export interface NamedSubject {
  readonly accountId: AccountId;
  readonly region: string;
  /** The distinguished name. */
  readonly x509Subject: string;
}

/** The id of a subject: made of what it is, so that whoever sees it first, in whichever process, need not ask the store. */
export function certificateSubjectId({ accountId, region, x509Subject }: NamedSubject): CertificateSubjectId {
  return toRolesAnywhereId("subject", uuidOf(accountId, region, x509Subject));
}

export function createCertificateSubjectLog(): CertificateSubjectLog {
  const waiting = new Waiting();
  let prunedAt = Number.NEGATIVE_INFINITY;
  return {
    note: (sighting) => waiting.note(sighting),
    async flush(store, now) {
      for (let some = waiting.take(); some.length > 0; some = waiting.take()) {
        const taken = some;
        try {
          await store.write((tx) => tx.certificateSubjects.record(taken));
        } catch (error) {
          waiting.putBack(taken);
          throw error;
        }
      }
      if (now - prunedAt < PRUNE_EVERY_MS) return;
      prunedAt = now;
      await store.write((tx) => tx.certificateSubjects.prune(now - KEPT_MS, PRUNED_AT_ONCE));
    },
  };
}

/** INVARIANT: `bytes` is what all that waits takes. */
class Waiting {
  /** A machine that asks every minute waits once, with what it brought last. */
  readonly #sightings = new Map<string, SubjectSighting>();
  #bytes = 0;

  note(sighting: SubjectSighting): boolean {
    const key = keyOf(sighting);
    const before = this.#sightings.get(key);
    if (before !== undefined && before.certificate.seenAt > sighting.certificate.seenAt) return true;
    const bytes = this.#bytes + bytesOf(sighting) - (before === undefined ? 0 : bytesOf(before));
    const count = this.#sightings.size + (before === undefined ? 1 : 0);
    if (count > MAX_WAITING || bytes > MAX_WAITING_BYTES) return false;
    this.#sightings.set(key, sighting);
    this.#bytes = bytes;
    return true;
  }

  /** Some of it, which wait no more. */
  take(): readonly SubjectSighting[] {
    const some = [...this.#sightings.entries().take(WRITTEN_AT_ONCE)];
    for (const [key, sighting] of some) {
      this.#sightings.delete(key);
      this.#bytes -= bytesOf(sighting);
    }
    return some.map(([, sighting]) => sighting);
  }

  /** What was not written waits on, unless the same was seen since. */
  putBack(sightings: readonly SubjectSighting[]): void {
    for (const sighting of sightings) {
      if (!this.#sightings.has(keyOf(sighting))) this.note(sighting);
    }
  }
}

function keyOf({ id, certificate, properties }: SubjectSighting): string {
  return JSON.stringify([id, certificate.issuer, certificate.serialNumber, properties]);
}

/** An object of JavaScript, and its key. */
const SIGHTING_BYTES = 1_000;

function bytesOf({ x509Subject, certificate, properties }: SubjectSighting): number {
  const { serialNumber, issuer, certificate: pem } = certificate;
  const texts = [x509Subject, serialNumber, issuer, issuer, pem, ...Object.entries(properties ?? {}).flat(2)];
  return texts.reduce((sum, text) => sum + 2 * text.length, SIGHTING_BYTES);
}
