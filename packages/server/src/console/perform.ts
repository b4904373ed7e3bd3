import type { ServiceName } from "@rolecall/contracts";
import { confirmSession, type LiveSession, type SignInRefusal } from "@rolecall/sign-in";
import type { Performed } from "../pipeline/handle.ts";
import type { ConsoleParts } from "./console-parts.ts";
import type { OriginalVisit } from "./visit.ts";

interface Asked {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: unknown;
  /** As who signed in, or as the role that it switched to. */
  readonly caller: LiveSession["caller"];
  readonly actsAs: "original" | "role";
}

/**
 * Performs an operation as somebody who is signed in, by the pipeline that performs all.
 * @throws SignInRefusal SessionEnded where the session ended before the transaction
 */
export async function performAs(
  { pipeline, signInParts }: ConsoleParts,
  { session: { record }, origin, now }: OriginalVisit,
  { actsAs, ...asked }: Asked,
): Promise<Performed> {
  let ended: SignInRefusal<"SessionEnded"> | undefined;
  const performed = await pipeline.perform({
    ...asked,
    origin,
    isFromConsole: true,
    confirm: (tx) =>
      confirmSession(tx, signInParts, {
        session: { record, actsAs },
        now,
        onEnded: (refusal) => {
          ended = refusal;
        },
      }),
  });
  if (performed.failure !== undefined && ended !== undefined) throw ended as SignInRefusal;
  return performed;
}
