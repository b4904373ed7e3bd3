import { hashPassword, type RandomBytes } from "@rolecall/credentials";

/** What a kind of codes is made of, and for how long one can be used. */
export interface CodeKind {
  readonly digits: string;
  readonly lifeMs: number;
}

/** Letters and digits that nobody takes for one another; 32 of them, so that each is as likely as any. */
export const EMAIL_CODE: CodeKind = { digits: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", lifeMs: 24 * 3_600_000 };
export const PHONE_CODE: CodeKind = { digits: "0123456789", lifeMs: 5 * 60_000 };

const CODE_LENGTH = 6;

/** A code, which is sent, and its digest, which is kept: argon2id, since so few digits are soon tried. */
export interface NewCode {
  readonly code: string;
  readonly digest: string;
}

export async function newCode({ digits }: CodeKind, random: RandomBytes): Promise<NewCode> {
  let code = "";
  // Bytes past the last whole multiple would make the first digits likelier.
  const fair = 256 - (256 % digits.length);
  while (code.length < CODE_LENGTH) {
    const [byte = 0] = random(1);
    if (byte < fair) code += digits[byte % digits.length];
  }
  return { code, digest: await hashPassword(code, random) };
}
