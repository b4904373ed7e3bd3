import { fork } from "node:child_process";
import type { KeyObject } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What the child is to verify. */
export interface Verifying {
  readonly tokens: readonly string[];
  /** SPKI in DER. */
  readonly publicKey: Uint8Array;
  readonly isEcdsa: boolean;
}

export interface BareVerification {
  readonly perSecond: number;
  readonly processorUs: number;
}

export interface BareVerifier {
  verify(tokens: readonly string[], key: KeyObject): Promise<BareVerification>;
  close(): void;
}

/** A process of its own: what the bench keeps in memory is none of its business. */
export function startBareVerifier(): BareVerifier {
  const child = fork(fileURLToPath(new URL("./bare-verification-child.ts", import.meta.url)), {
    serialization: "advanced",
    execArgv: ["-C", "@rolecall/source"],
  });
  return {
    async verify(tokens, key) {
      const verifying: Verifying = {
        tokens,
        publicKey: key.export({ type: "spki", format: "der" }),
        isEcdsa: key.asymmetricKeyType === "ec",
      };
      child.send(verifying);
      const [result] = (await once(child, "message")) as [BareVerification];
      return result;
    },
    close: () => void child.kill(),
  };
}
