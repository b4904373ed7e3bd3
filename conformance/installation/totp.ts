/** What an authenticator app shows: RFC 6238 by the book, and not by the product's own code. */
import { createHmac } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** @param secret in Base32, without padding */
function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
}

/** The code at a time, or so many steps of 30 seconds from it. */
export function codeAt(secret: string, timeMs: number, steps = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(timeMs / 30_000) + steps));
  const hash = createHmac("sha1", bytesOf(secret)).update(counter).digest();
  const truncated = hash.readUInt32BE(hash[19]! & 0xf) & 0x7fffffff;
  return String(truncated % 1_000_000).padStart(6, "0");
}

/** The codes that enable a device: those of now and of the step before. */
export function pairAt(secret: string, timeMs: number) {
  return { AuthenticationCode1: codeAt(secret, timeMs, -1), AuthenticationCode2: codeAt(secret, timeMs) };
}
