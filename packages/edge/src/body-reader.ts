import type { BodyParts } from "./body-sender.ts";
import { ReadingPace } from "./reading-pace.ts";
import { SpareBuffers } from "./spare-buffers.ts";
import { StreamedBody } from "./streamed-body.ts";
import { WholeBody } from "./whole-body.ts";

/** Reads bodies, and looks after those that take their time. */
export interface BodyReader {
  whole(parts: BodyParts): WholeBody;
  stream(parts: BodyParts): StreamedBody;
  /** To be called every second. */
  tick(): void;
}

export function createBodyReader(): BodyReader {
  const large = { pace: new ReadingPace(), spare: new SpareBuffers() };
  let begun: WholeBody[] = [];
  const unfinished = new Set<WholeBody | StreamedBody>();
  /** Most requests are whole by the end of the turn in which they begin, and need not be entered into the books. */
  const enterUnfinished = () => {
    const bodies = begun;
    begun = [];
    for (const body of bodies) {
      if (body.isSettled) continue;
      body.enter();
      unfinished.add(body);
    }
  };
  return {
    whole(parts) {
      const body = new WholeBody(parts, large);
      if (begun.length === 0) setImmediate(enterUnfinished);
      begun.push(body);
      return body;
    },
    stream(parts) {
      const body = new StreamedBody(parts);
      unfinished.add(body);
      return body;
    },
    tick() {
      large.spare.shrink();
      for (const body of unfinished) {
        if (body.isSettled) unfinished.delete(body);
        else body.tick();
      }
    },
  };
}
