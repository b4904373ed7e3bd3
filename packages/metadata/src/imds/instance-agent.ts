import { type CredentialSource, createCredentialSource } from "../rotation/credential-source.ts";
import type { SharedParts } from "../rotation/credential-sources.ts";
import type { RoleCredentials } from "../rotation/role-credentials.ts";
import type { MetadataTree } from "./imds.ts";
import type { InstanceDescription } from "./instance-description.ts";
import { latestTree, type SignedIdentityDocument } from "./latest-tree.ts";

/** `ec2:RoleDelivery`: by which version of the metadata service a session was handed out. */
export type RoleDelivery = "1.0" | "2.0";

/** What a server knows of the instance that this service stands on. */
export interface InstanceServer {
  /** @throws Error where it cannot be asked */
  describe(): Promise<InstanceDescription>;
  /** @throws CredentialsRefused where the role may not be assumed; Error where it cannot be asked */
  fetchCredentials(delivery: RoleDelivery): Promise<RoleCredentials>;
}

export interface InstanceAgentParts extends Omit<SharedParts, "renewEveryMs"> {
  readonly server: InstanceServer;
  /** As it was when it was last heard of. */
  readonly description: InstanceDescription;
  readonly signDocument: (description: InstanceDescription) => Promise<SignedIdentityDocument>;
  /** Told of a description that differs from the one before, to be kept for a start while the server is away. */
  readonly onDescribed: (description: InstanceDescription) => void;
}

/** An instance as it is now: what it knows of itself, and its role's credentials. */
export interface InstanceAgent {
  readonly description: InstanceDescription;
  treeOf(version: 1 | 2): MetadataTree;
  /** To be called every few seconds. */
  tick(): void;
}

const HOUR_MS = 3_600_000;
/** How soon a changed profile, changed tags and a revocation are heard of. */
const DESCRIBED_EVERY_MS = 30_000;

export function createInstanceAgent(parts: InstanceAgentParts): InstanceAgent {
  return new Agent(parts);
}

class Agent implements InstanceAgent {
  readonly #parts: InstanceAgentParts;
  #description: InstanceDescription;
  #described: string;
  #changedAtMs: number;
  #describedAtMs: number;
  #sources: Readonly<Record<RoleDelivery, CredentialSource>>;
  #signed: Promise<SignedIdentityDocument> | undefined;
  #trees = new Map<1 | 2, MetadataTree>();

  constructor(parts: InstanceAgentParts) {
    this.#parts = parts;
    this.#description = parts.description;
    this.#described = textOf(parts.description);
    this.#changedAtMs = parts.clock();
    this.#describedAtMs = Number.NEGATIVE_INFINITY;
    this.#sources = this.#newSources();
    this.#heedRevocation();
    // Whoever asks first should not wait for the server.
    if (parts.description.instanceProfile?.roleName !== undefined) this.#sources["2.0"].get().catch(() => {});
  }

  get description(): InstanceDescription {
    return this.#description;
  }

  treeOf(version: 1 | 2): MetadataTree {
    const known = this.#trees.get(version);
    if (known !== undefined) return known;
    const root = latestTree({
      description: this.#description,
      // One session cannot say of itself that both versions handed it out.
      credentials: this.#sources[version === 1 ? "1.0" : "2.0"],
      identityDocument: () => this.#signDocument(),
    });
    const tree = { root, modifiedAtMs: this.#changedAtMs };
    this.#trees.set(version, tree);
    return tree;
  }

  tick(): void {
    for (const source of Object.values(this.#sources)) source.tick();
    const nowMs = this.#parts.clock();
    // A clock that was set back does not stop it.
    if (Math.abs(nowMs - this.#describedAtMs) < DESCRIBED_EVERY_MS) return;
    this.#describedAtMs = nowMs;
    this.#parts.server.describe().then(
      (description) => this.#take(description),
      // The server is away: the instance is what it was.
      () => {},
    );
  }

  #take(description: InstanceDescription): void {
    const text = textOf(description);
    if (text === this.#described) return;
    const isOtherRole = roleOf(description) !== roleOf(this.#description);
    const isStartedAnew = description.pendingTimeMs !== this.#description.pendingTimeMs;
    this.#description = description;
    this.#described = text;
    this.#changedAtMs = this.#parts.clock();
    this.#trees = new Map();
    if (isOtherRole) this.#sources = this.#newSources();
    if (isStartedAnew) this.#signed = undefined;
    this.#heedRevocation();
    this.#parts.onDescribed(description);
  }

  #heedRevocation(): void {
    const { sessionsRevokedUpToMs } = this.#description;
    if (sessionsRevokedUpToMs === undefined) return;
    for (const source of Object.values(this.#sources)) source.revoke(sessionsRevokedUpToMs);
  }

  #newSources(): Readonly<Record<RoleDelivery, CredentialSource>> {
    const { server, clock, random, wait } = this.#parts;
    const shared = { clock, random, wait, renewEveryMs: HOUR_MS };
    const sourceOf = (delivery: RoleDelivery) =>
      createCredentialSource({ ...shared, fetch: () => server.fetchCredentials(delivery) });
    return { "1.0": sourceOf("1.0"), "2.0": sourceOf("2.0") };
  }

  #signDocument(): Promise<SignedIdentityDocument> {
    this.#signed ??= this.#parts.signDocument(this.#description);
    return this.#signed;
  }
}

/** Which sessions are asked for: others than those of another profile or role. */
function roleOf({ instanceProfile }: InstanceDescription): string {
  return `${instanceProfile?.id} ${instanceProfile?.roleName} ${instanceProfile?.isMissing}`;
}

function textOf(description: InstanceDescription): string {
  return JSON.stringify(description, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
  );
}
