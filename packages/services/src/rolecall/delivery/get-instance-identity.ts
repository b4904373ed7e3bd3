import { NO_PERMISSION } from "@rolecall/access";
import { rolecall } from "../define.ts";
import { instanceToWire } from "../instance/instance-shape.ts";
import { deliveringToWire, findDelivering } from "./delivering-profile.ts";
import { confirmInstance, proveInstance } from "./instance-caller.ts";

/** All that the metadata server of an instance tells its programs, but for the credentials. For the instance itself alone. */
export const getInstanceIdentity = rolecall.readUnsigned("GetInstanceIdentity", {
  prove: (proving) => proveInstance("GetInstanceIdentity", proving),
  resolve: confirmInstance,
  requires: () => NO_PERMISSION,
  async perform({ call: { tx }, target: record }) {
    const { userData } = record;
    return {
      Instance: await instanceToWire(tx, record),
      InstanceProfile: await deliveringToWire(tx, await findDelivering(tx, record)),
      ...(userData !== undefined && { UserData: Buffer.from(userData, "base64") }),
    };
  },
});
