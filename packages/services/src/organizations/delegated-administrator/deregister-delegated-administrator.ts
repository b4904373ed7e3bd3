import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { requireAllFeatures } from "../subject/service.ts";
import { administrator } from "./administrator.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeregisterDelegatedAdministrator.html */
export const deregisterDelegatedAdministrator = organizations.write("DeregisterDelegatedAdministrator", {
  on: calledBy("management", administrator),
  perform: async ({ call: { input, tx }, target: { organization, subject } }) => {
    requireAllFeatures(organization);
    const { accountId } = subject.member;
    const wasRegistered = await tx.delegatedAdministrators.remove(accountId, input.ServicePrincipal);
    if (!wasRegistered) throw refusal("AccountNotRegisteredException");
    return {};
  },
});
