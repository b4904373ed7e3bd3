import type { Subject } from "../access/called-by.ts";
import { type Member, memberAccount } from "../subject/member.ts";
import type { FoundNode } from "../subject/node.ts";
import { recognized, serviceContext } from "../subject/service.ts";

interface Naming {
  readonly AccountId: string;
  readonly ServicePrincipal: string;
}

/** A member and a service that it administers, or is to. */
export const administrator: Subject<Naming, FoundNode, Member> = {
  ...memberAccount,
  permission: (call, found, place) => ({
    ...memberAccount.permission(call, found, place),
    ...serviceContext(call.input.ServicePrincipal),
  }),
  take(found, call, place) {
    recognized(call.input.ServicePrincipal);
    return memberAccount.take(found, call, place);
  },
};
