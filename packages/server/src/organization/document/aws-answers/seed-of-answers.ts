import type { Answers, Placed } from "./answers.ts";
import { readAttached } from "./read-attached.ts";
import { tagsOf } from "./tags-of-answers.ts";

/**
 * A seed that makes the organization of which the AWS CLI's answers tell. Its shape is checked as any seed's is.
 * @throws SeedError at what is missing, or is not as the CLI writes it
 */
export function seedOfAnswers(answers: Answers): unknown {
  const organization = answers.object(answers.required("describe-organization"), "Organization");
  const [root, other] = answers.list(answers.required("list-roots"), "Roots");
  if (root === undefined || other !== undefined)
    throw answers.fail(["list-roots", "Roots"], "an organization has exactly one root");
  const accounts = answers.list(answers.required("list-accounts"), "Accounts");
  const managementAccount = answers.text(organization, "MasterAccountId");
  const policyTypes = answers
    .list(root, "PolicyTypes")
    .filter(({ value }) => value.Status === "ENABLED")
    .map((type) => answers.text(type, "Type"));
  const attached = readAttached(answers);
  const tree: Tree = {
    answers,
    accounts: new Map(accounts.map((account) => [answers.text(account, "Id"), account])),
    placed: new Set(),
    managementAccount,
    standing: (id) => ({
      ...given("policies", attached.names.get(id)),
      ...(policyTypes.includes("SERVICE_CONTROL_POLICY") &&
        attached.lacksFullAccess(id) && { fullAccess: false }),
      ...tagsOf(answers, id),
    }),
  };
  const top = nodeOf(tree, answers.text(root, "Id"));
  for (const [id, { path }] of tree.accounts) {
    if (!tree.placed.has(id))
      throw answers.fail(path, `no answer of list-accounts-for-parent tells where account ${id} stands`);
  }
  return {
    accounts: accounts.map((account) => ({
      id: answers.text(account, "Id"),
      name: answers.text(account, "Name"),
      email: answers.text(account, "Email"),
    })),
    organization: {
      id: answers.text(organization, "Id"),
      managementAccount,
      features: answers.text(organization, "FeatureSet"),
      policyTypes,
      ...servicesOf(answers),
      policies: attached.policies,
      root: top,
    },
  };
}

interface Tree {
  readonly answers: Answers;
  readonly accounts: ReadonlyMap<string, Placed>;
  /** Ids of accounts that were met. */
  readonly placed: Set<string>;
  readonly managementAccount: string;
  /** What is attached to a node, and its tags. */
  standing(id: string): object;
}

function nodeOf(tree: Tree, id: string): object {
  const { answers } = tree;
  const units = answers.byId("list-organizational-units-for-parent").get(id);
  const accounts = answers.byId("list-accounts-for-parent").get(id);
  return {
    id,
    ...tree.standing(id),
    accounts: (accounts === undefined ? [] : answers.list(accounts, "Accounts")).map((account) =>
      memberOf(tree, account),
    ),
    units: (units === undefined ? [] : answers.list(units, "OrganizationalUnits")).map((unit) => ({
      name: answers.text(unit, "Name"),
      ...nodeOf(tree, answers.text(unit, "Id")),
    })),
  };
}

function memberOf({ answers, accounts, placed, managementAccount, standing }: Tree, found: Placed): object {
  const id = answers.text(found, "Id");
  const account = accounts.get(id);
  if (account === undefined) throw answers.fail(found.path, `list-accounts does not tell of account ${id}`);
  placed.add(id);
  const joinedAt = answers.date(account, "JoinedTimestamp");
  const state = account.value.State ?? account.value.Status;
  return {
    id,
    joinedMethod: id === managementAccount ? "INVITED" : answers.text(account, "JoinedMethod"),
    ...given("joinedAt", joinedAt),
    // Rolecall closes at once, and has no account that AWS suspended.
    ...(state !== "ACTIVE" && { state: "CLOSED" }),
    ...standing(id),
  };
}

function servicesOf(answers: Answers): object {
  const trusted = answers.find("list-aws-service-access-for-organization");
  const delegated = answers.byId("list-delegated-services-for-account");
  const delegation = answers.find("describe-resource-policy");
  const features = answers.find("list-organizations-features");
  return {
    trustedServices: (trusted === undefined ? [] : answers.list(trusted, "EnabledServicePrincipals")).map(
      (service) => ({
        service: answers.text(service, "ServicePrincipal"),
        ...given("enabledAt", answers.date(service, "DateEnabled")),
      }),
    ),
    delegatedAdministrators: [...delegated].flatMap(([account, services]) =>
      answers.list(services, "DelegatedServices").map((service) => ({
        account,
        service: answers.text(service, "ServicePrincipal"),
        ...given("delegatedAt", answers.date(service, "DelegationEnabledDate")),
      })),
    ),
    ...(features !== undefined && { rootFeatures: features.value.EnabledFeatures ?? [] }),
    ...(delegation !== undefined && { delegationPolicy: delegationOf(answers, delegation) }),
  };
}

function delegationOf(answers: Answers, answer: Placed): object {
  const policy = answers.object(answer, "ResourcePolicy");
  const id = answers.text(answers.object(policy, "ResourcePolicySummary"), "Id");
  return { id, document: answers.text(policy, "Content"), ...tagsOf(answers, id) };
}

function given(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}
