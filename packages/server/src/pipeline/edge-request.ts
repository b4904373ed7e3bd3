import type { ProtocolRequest } from "@rolecall/protocols";

/** A request as it came off the socket, read whole. */
export interface EdgeRequest extends ProtocolRequest {
  /** The request id that every answer carries. */
  readonly id: string;
  readonly sourceIp: string;
  readonly isSecureTransport: boolean;
}
