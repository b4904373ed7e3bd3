import type { ServiceSpecificCredentialMetadata } from "@rolecall/contracts/iam";
import { formatCollectionArn } from "@rolecall/names";
import { type Call, type On, openPage, pageOf } from "@rolecall/operations";
import type { Page, PageRequest, ReadTransaction, ServiceCredentialRecord } from "@rolecall/store";
import { identityOf } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";
import { validationError } from "../error.ts";
import { userOrRoot } from "../on.ts";
import { type UserOrRoot, userNamedOrRoot } from "../subject.ts";
import { credentialService } from "./credential-service.ts";
import { credentialMetadataToWire } from "./service-specific-credential-shape.ts";

interface Naming {
  readonly UserName?: string | undefined;
  readonly AllUsers?: boolean | undefined;
}

/** With AllUsers it is about all of them (recorded: the permission is on `user/*`). */
const oneUserOrAll: On<Naming, UserOrRoot | "everybody"> = {
  find: (call) => (call.input.AllUsers === true ? "everybody" : userNamedOrRoot(call, call.input.UserName)),
  permission: (call, found) =>
    found === "everybody"
      ? { resource: formatCollectionArn("user", { accountId: call.caller.accountId, pathPrefix: "/*" }) }
      : userOrRoot.permission(call, found),
  take(found, call) {
    if (found !== "everybody") return userOrRoot.take(found, call);
    // That AWS refuses it is known, its words are not.
    if (call.input.UserName !== undefined)
      throw validationError("UserName must not be specified when AllUsers is true");
    return found;
  },
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html */
export const listServiceSpecificCredentials = iam.read("ListServiceSpecificCredentials", {
  on: oneUserOrAll,
  perform: async ({ call, target }) => {
    // An empty name is none (recorded).
    const serviceName = call.input.ServiceName ? credentialService(call.input.ServiceName).name : undefined;
    const owner = target === "everybody" ? undefined : identityOf(target);
    const pager = openPage(call, owner?.id ?? "everybody", serviceName);
    const isOfService = (each: ServiceCredentialRecord) =>
      serviceName === undefined || each.serviceName === serviceName;
    const page =
      owner === undefined
        ? await pageOfAll(call, pager.request, isOfService)
        : pageOf(
            (await call.tx.serviceCredentials.ofOwner(owner.id)).filter(isOfService),
            ({ id }) => id,
            pager.request,
          );
    const credentials = await showAll(call, page.items);
    return { ServiceSpecificCredentials: credentials, ...pager.marks(page) };
  },
});

/** Store pages that are looked through for a page that has anything in it: AWS too may answer fewer than there are, with a marker. */
const LOOKS_MAX = 10;

async function pageOfAll(
  { tx, caller }: Pick<Call<unknown, ReadTransaction>, "tx" | "caller">,
  request: PageRequest,
  isWanted: (credential: ServiceCredentialRecord) => boolean,
): Promise<Page<ServiceCredentialRecord>> {
  let { after } = request;
  for (let look = 1; ; look++) {
    const { items, next } = await tx.serviceCredentials.list(caller.accountId, {
      limit: request.limit,
      ...(after !== undefined && { after }),
    });
    const wanted = items.filter(isWanted);
    if (next === undefined) return { items: wanted };
    if (wanted.length > 0 || look === LOOKS_MAX) return { items: wanted, next };
    after = next;
  }
}

async function showAll(
  { tx, now }: Pick<Call<unknown, ReadTransaction>, "tx" | "now">,
  credentials: readonly ServiceCredentialRecord[],
): Promise<ServiceSpecificCredentialMetadata[]> {
  const owners = [...new Set(credentials.map(({ ownerId }) => ownerId))];
  // Asked together: one round trip, where the store is behind a network.
  const users = await Promise.all(owners.map((id) => tx.users.byId(id)));
  const names = new Map(owners.map((id, index) => [id, users[index]?.name]));
  return credentials.map((each) =>
    credentialMetadataToWire(each, { userName: names.get(each.ownerId) ?? "", now }),
  );
}
