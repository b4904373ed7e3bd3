import type { IncomingMessage } from "node:http";

/** What node's parser calls, on its own object. No documented interface: where it is otherwise, nothing is done. */
interface Parser {
  onIncoming?: (() => number) | null;
  [callback: number]: ((...args: readonly unknown[]) => unknown) | null | undefined;
}

type ParsedSocket = IncomingMessage["socket"] & { readonly parser?: Parser | null };

/**
 * What node has read already, it goes on parsing after the socket is destroyed: 64 KiB are 2,500 requests of 26 bytes, for
 * which it would keep 4 MiB of requests and answers until the socket is closed at the end of the turn. Node offers no way to
 * stop it; what it would hand requests to is taken from it.
 */
export function stopRequests(socket: ParsedSocket): void {
  if (socket.parser?.onIncoming) socket.parser.onIncoming = () => 0;
}

/** `HTTPParser.kOnBody`. */
const ON_BODY = 3;

/**
 * Skips what this turn still reads of a body that is refused: 64 KiB are 10,900 pieces of one byte, at 3 us each. Its
 * connection must be closed.
 * INVARIANT: the parser is whole again before its socket is closed, behind which node gives it to another connection.
 */
export function skipBody(socket: ParsedSocket): void {
  const { parser } = socket;
  const onBody = parser?.[ON_BODY];
  if (!parser || onBody?.name !== "parserOnBody") return;
  parser[ON_BODY] = null;
  setImmediate(() => {
    parser[ON_BODY] = onBody;
  });
}
