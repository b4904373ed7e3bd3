import type { ProtocolName, ServiceName } from "@rolecall/contracts";

/** An HTTP request as it was on the wire. Header names are lower-case; the object is safe to index by any name. */
export interface ProtocolRequest {
  readonly method: string;
  /** The request target before the first "?". */
  readonly rawPath: string;
  /** The request target after the first "?"; "" if it has none. */
  readonly rawQuery: string;
  readonly headers: { readonly [name: string]: readonly string[] | undefined };
  readonly body: Uint8Array;
}

/** Text goes out as UTF-8. Header names are as AWS writes them. */
export interface ProtocolResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a request is for. */
export interface Target {
  readonly protocol: ProtocolName;
  readonly service: ServiceName;
  readonly operation: string;
  /** What the signature's scope has to name. */
  readonly signingName: string;
  /** The operation takes no signature. */
  readonly unsigned: boolean;
}
