import { openPage, wantedPage } from "@rolecall/operations";
import type { RegisteredServiceRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { services } from "./on.ts";
import { isInReach } from "./service-record.ts";
import { serviceToWire } from "./service-shape.ts";

/** Of all of an installation that are looked at for one page. */
const LOOKED_AT_MOST = 2_000;

/** Those that may act in the caller's account. */
export const listServices = rolecall.read("ListServices", {
  on: services,
  async perform({ call }) {
    const { tx, env, caller } = call;
    const { accountId } = caller;
    const pager = openPage(call);
    const page = await wantedPage(pager.request, {
      async list(request) {
        const listed = await tx.registeredServices.list(request);
        const known: { readonly record: RegisteredServiceRecord; readonly isKnown: boolean }[] = [];
        for (const record of listed.items)
          known.push({ record, isKnown: await isInReach({ tx, env }, record, accountId) });
        return { ...listed, items: known };
      },
      isWanted: ({ isKnown }) => isKnown,
      lookedAtMost: LOOKED_AT_MOST,
    });
    return { Services: page.items.map(({ record }) => serviceToWire(record)), ...pager.marks(page) };
  },
});
