import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { handshakeToWire } from "./handshake-shape.ts";
import { isShown } from "./handshake-state.ts";
import { shownHandshake } from "./known-handshake.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeHandshake.html */
export const describeHandshake = organizations.read("DescribeHandshake", {
  on: shownHandshake,
  perform: async ({ call: { now }, target: { handshake, organization } }) => {
    if (!isShown(handshake, now)) throw refusal("HandshakeNotFoundException");
    return { Handshake: handshakeToWire(organization, handshake, now) };
  },
});
