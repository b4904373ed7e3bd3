/** The limit: what one core verifies, of signatures whose bytes lie ready, with a key that lies ready, and does nothing else. */
import { createPublicKey, verify } from "node:crypto";
import { processorTimeMs } from "../process-figures.ts";
import type { BareVerification, Verifying } from "./bare-verification.ts";

process.on("message", ({ tokens, publicKey, isEcdsa }: Verifying) => {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
  const how = isEcdsa ? ({ key, dsaEncoding: "ieee-p1363" } as const) : key;
  const signed = tokens.map((token) => {
    const at = token.lastIndexOf(".");
    return [Buffer.from(token.slice(0, at)), Buffer.from(token.slice(at + 1), "base64url")] as const;
  });
  const usedBefore = processorTimeMs(process.pid);
  const startMs = performance.now();
  for (const [bytes, signature] of signed) {
    if (!verify("sha256", bytes, how, signature)) throw new Error("A token of the bench is not signed.");
  }
  const result: BareVerification = {
    perSecond: (signed.length * 1000) / (performance.now() - startMs),
    processorUs: ((processorTimeMs(process.pid) - usedBefore) * 1000) / signed.length,
  };
  process.send?.(result);
});
