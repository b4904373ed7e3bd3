import { organizations } from "../define.ts";
import { endHandshake } from "./end-handshake.ts";
import { receivedHandshake } from "./known-handshake.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeclineHandshake.html */
export const declineHandshake = organizations.write("DeclineHandshake", {
  on: receivedHandshake,
  perform: ({ call, target }) => endHandshake(call, target, "DECLINED"),
});
