import type { Headers } from "./request.ts";

/** Who sent a request, which a proxy may have handed on. */
export interface Sender {
  readonly address: string;
  /** It came by TLS. */
  readonly isSecure: boolean;
}

/** @param peer who opened the connection. */
export type ReadSender = (peer: string, headers: Headers) => Sender;
