import { countTry } from "@rolecall/access";
import {
  DUMMY_PASSWORD_HASH,
  PASSWORD_MAX_LENGTH,
  passwordHashDigest,
  verifyPassword,
} from "@rolecall/credentials";
import type { SignInProof } from "@rolecall/store";
import { tryOf } from "../../lock-out/try-of.ts";
import { findPrincipal } from "../../principal/find-principal.ts";
import { refused } from "../../refusal.ts";
import type { FirstFactor } from "../method.ts";

/**
 * A user's or root's password. INVARIANT: an unknown account, an unknown user, one without a password, a wrong password, and a name that is
 * locked are told alike and cost alike: one write that counts the attempt before it is looked at, and one comparison with a hash.
 * Source: OWASP, "Authentication Cheat Sheet", authentication and error messages.
 */
export const password: FirstFactor = {
  takes: ({ who, password: given }) => who !== undefined && given !== undefined,
  prove: (parts, attempt) =>
    parts.admit(attempt.device.address, async () => {
      const { who, password: text = "" } = attempt.given;
      if (who === undefined) throw refused();
      const { principal, accountId } = await parts.store.read((tx) => findPrincipal(tx, who));
      const tried = tryOf(parts, { who, principal }, attempt);
      const standing = await countTry(parts.store, tried);
      const hash = principal?.passwordHash;
      // What is longer is nobody's password, and cut so that it costs as much.
      const isRight = await verifyPassword(hash ?? DUMMY_PASSWORD_HASH, text.slice(0, PASSWORD_MAX_LENGTH));
      const isLetIn = isRight && standing === "open";
      if (principal === undefined || hash === undefined || !isLetIn || text.length > PASSWORD_MAX_LENGTH)
        throw refused({ principal, accountId });
      return { principal, proofs: [passwordProof(hash)], tried };
    }),
};

/** A session that stands on a password ends with it. */
export function passwordProof(passwordHash: string): SignInProof {
  return { kind: "password", digest: passwordHashDigest(passwordHash) };
}
