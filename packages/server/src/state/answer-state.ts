import { parseMasterKeys } from "@rolecall/credentials";
import type { Answer, StreamedRequest } from "@rolecall/edge";
import { StoreError } from "@rolecall/store";
import type { Configuration } from "../configuration.ts";
import { Mistake } from "../mistake.ts";
import type { Standing } from "../program/running.ts";
import type { ProgramSurroundings } from "../program/surroundings.ts";
import { readProof, sha256Of } from "./state-proof.ts";
import { PROOF_HEADER, type StateRoom } from "./state-room.ts";

/** Of an installation that is kept nobody asks here: it has backups. One whose key nobody was given has a state that nobody could open. */
export function stateRoomOf(
  standing: Standing,
  { isEphemeral, masterKeys, workers }: Configuration,
  { clock, machineClock = clock }: ProgramSurroundings,
): { readonly state?: StateRoom } {
  if (!isEphemeral || masterKeys === undefined || workers > 1) return {};
  const keys = parseMasterKeys(masterKeys);
  return {
    state: {
      async answer(request) {
        const { method, headers } = request;
        // By the clock that nobody moves: who asks goes by such a one, and who moved ours back could use a proof again that is long over.
        const proof = readProof(keys, headers[PROOF_HEADER]?.[0] ?? "", { method, nowMs: machineClock() });
        if (proof === undefined) return refuse(403, "The state is for who holds this server's master key.");
        if (method === "GET") return save(standing);
        if (method === "PUT") return load(standing, request, proof.sha256);
        return refuse(405, `There is no ${method} of a state.`);
      },
    },
  };
}

async function save(standing: Standing): Promise<Answer> {
  const { store } = standing.running().installation;
  const body = await store.image?.();
  if (body === undefined) return refuse(404, "The database's own tools save this store.");
  return { status: 200, headers: { "Content-Type": "application/vnd.sqlite3" }, body };
}

/** What stands stays where the state cannot be loaded whole. */
async function load(standing: Standing, { body }: StreamedRequest, sha256: string): Promise<Answer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const image = Buffer.concat(pieces);
  if (sha256Of(image) !== sha256) return refuse(400, "The state that came is not the one that was sent.");
  try {
    await standing.load(image);
    return { status: 204, headers: {}, body: "" };
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof Mistake)) throw error;
    return refuse(400, `${error.message.replace(/\.$/, "")}.`);
  }
}

function refuse(status: number, message: string): Answer {
  return {
    status,
    headers: { "Content-Type": "application/json" },
    body: `${JSON.stringify({ message })}\n`,
  };
}
