import type { Directory, InstallationKeys, ManagedPolicyCatalog, Verifying } from "@rolecall/access";
import type { KeyRing, RandomBytes } from "@rolecall/credentials";
import type { AccountId } from "@rolecall/names";
import type { AuditEvents } from "./audit-log/audit-events.ts";
import type { Background } from "./background.ts";
import type { CertificateSubjectLog } from "./certificate-subject-log.ts";
import type { MachineTrust } from "./machine-trust.ts";
import type { Outbox } from "./outbox.ts";
import type { OutsideIssuers } from "./outside-issuers.ts";
import type { Pace } from "./pace.ts";
import type { PreparationGate } from "./preparation-gate.ts";
import type { ProductProvider } from "./product-provider.ts";
import type { QuotaSettings } from "./quotas.ts";
import type { SamlSettings } from "./saml-settings.ts";
import type { UsageLog } from "./usage-log.ts";

/** What the installation lends to every operation. */
export interface Environment {
  readonly random: RandomBytes;
  /** Milliseconds since no moment in particular: for how long work takes. */
  readonly monotonicMs: () => number;
  readonly keys: InstallationKeys;
  /** The ring of these keys: what seals is asked for each time. */
  readonly keyRing: KeyRing;
  readonly managedPolicies: ManagedPolicyCatalog;
  readonly quotas: QuotaSettings;
  readonly directory: Directory;
  /** What proves who signed a request, for those that a service shows. */
  readonly verifying: Verifying;
  readonly usage: UsageLog;
  /** For whom certificates of machines name. */
  readonly certificateSubjects: CertificateSubjectLog;
  /** For work that goes on after the answer. */
  readonly background: Background;
  readonly preparations: PreparationGate;
  /**
   * For proofs of who calls an operation that nobody signs, which may wait for the network. Strangers must not keep users from changing
   * a password.
   */
  readonly proofs: PreparationGate;
  /** For hosts that signed calls have asked. Who names slow ones must keep nobody's proof waiting. */
  readonly inquiries: PreparationGate;
  /** What happened, and how often an account may look: CloudTrail's lookups, and searches of Rolecall's own. */
  readonly audit: { readonly events: AuditEvents; readonly lookups: Pace; readonly searches: Pace };
  /** For what people get by mail or as text messages. */
  readonly outbox: Outbox;
  readonly outsideIssuers: OutsideIssuers;
  readonly saml: SamlSettings;
  readonly machineTrust: MachineTrust;
  /** Where clients reach the installation, without a slash at its end: what is signed may name it. */
  readonly publicUrl: string;
  /** Those that may ask for delegation, by their account. */
  readonly productProviders: ReadonlyMap<AccountId, ProductProvider>;
  /** Accounts that are somewhere else, besides those in the store: policies may name them and who is in them. */
  readonly externalAccounts: ReadonlySet<AccountId> | "any";
}
