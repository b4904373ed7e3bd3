import { organizations } from "../define.ts";
import { endHandshake } from "./end-handshake.ts";
import { sentHandshake } from "./known-handshake.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CancelHandshake.html */
export const cancelHandshake = organizations.write("CancelHandshake", {
  on: sentHandshake,
  perform: ({ call, target }) => endHandshake(call, target, "CANCELED"),
});
