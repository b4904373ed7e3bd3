/** Two customers, and services of an installation that both of them use. */
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ADMINISTRATOR, seedKeysOf, seedUser } from "../installation/seed.ts";
import { newServiceKey, type ServiceKeyPair } from "./service-client.ts";

export const PHOTOS = "photos.example.internal";
export const VIDEOS = "videos.example.internal";
/** Acts as one of AWS's, which has a service-linked role. */
export const BATCH = "batch.amazonaws.com";
export const ALICE_ACCOUNT = "111111111111";
export const MALLORY_ACCOUNT = "222222222222";
export const ALICE = seedKeysOf("alice");
export const BOB = seedKeysOf("bob");
export const MALLORY = seedKeysOf("mallory");

export interface ServiceWorld {
  readonly installation: TestInstallation;
  readonly keys: Readonly<Record<"photos" | "videos" | "batch", ServiceKeyPair>>;
}

/** @param account what is in Alice's account besides her and Bob, who may do nothing */
export async function startServiceWorld(account: object = {}, seed: object = {}): Promise<ServiceWorld> {
  const keys = { photos: newServiceKey(), videos: newServiceKey(), batch: newServiceKey() };
  const installation = await startInstallation({
    accounts: [
      {
        id: ALICE_ACCOUNT,
        users: [seedUser("alice", { policies: [ADMINISTRATOR] }), seedUser("bob")],
        ...account,
      },
      { id: MALLORY_ACCOUNT, users: [seedUser("mallory", { policies: [ADMINISTRATOR] })] },
    ],
    services: [
      { name: PHOTOS, displayName: "Photo albums", keys: [keys.photos.publicKey] },
      { name: VIDEOS, keys: [keys.videos.publicKey] },
      { name: BATCH, keys: [keys.batch.publicKey] },
    ],
    ...seed,
  });
  return { installation, keys };
}

export function serviceTrust(Service: string, more: object = {}) {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole", ...more }],
  };
}
