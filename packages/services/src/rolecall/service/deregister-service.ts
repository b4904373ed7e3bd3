import { rolecall } from "../define.ts";
import { ownService } from "./on.ts";

/** Roles that trust its name keep their policies; nobody comes in by them, until somebody registers the name again. */
export const deregisterService = rolecall.write("DeregisterService", {
  on: ownService,
  async perform({ call: { tx }, target }) {
    await tx.registeredServices.delete(target.id);
    return {};
  },
});
