import assert from "node:assert/strict";
import { AccountClient } from "@aws-sdk/client-account";
import {
  AcceptHandshakeCommand,
  CreateOrganizationCommand,
  EnableAWSServiceAccessCommand,
  InviteAccountToOrganizationCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { type Clients, clientConfiguration, clientsOf, type Keys } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { readOutbox } from "../installation/outbox.ts";
import { ADMINISTRATOR } from "../installation/seed.ts";

/** The account that manages the organization, one of its members, and one that is in none. */
export const MANAGEMENT = "111111111111";
export const MEMBER = "222222222222";
export const STRANGER = "333333333333";

interface CompanyClients extends Clients {
  readonly account: AccountClient;
  readonly organizations: OrganizationsClient;
}

/** A company of two accounts: the clients of an administrator of each. */
export interface Company {
  readonly installation: TestInstallation;
  readonly management: CompanyClients;
  readonly member: CompanyClients;
  readonly stranger: CompanyClients;
  readonly organizationId: string;
  /** Clients that sign with other keys, or for another region. */
  as(credentials: Keys, region?: string): CompanyClients;
  /** The codes in the outbox, the newest last. */
  codes(): readonly string[];
  stop(): Promise<void>;
}

const SECRET = "story-secret-of-at-least-16";

/** Of somebody whose phone can be called. */
export const ContactInformation = {
  FullName: "Ann",
  AddressLine1: "1 rue de la Paix",
  City: "Paris",
  PostalCode: "75001",
  CountryCode: "FR",
  PhoneNumber: "+33 1 23 45 67 89",
};

/** The member's root user's own. */
export const ROOT: Keys = { accessKeyId: "AKIAROOT222222222222", secretAccessKey: SECRET };

/** The key of a user of the company: `admin`, or one that may do nothing. */
export function keysOfUser(accountId: string, user: "admin" | "limited"): Keys {
  return { accessKeyId: `AKIA${user.toUpperCase()}${accountId.slice(0, 9)}`, secretAccessKey: SECRET };
}

function accountOf(id: string, more: object = {}) {
  const accessKeys = (user: "admin" | "limited") => [
    { id: keysOfUser(id, user).accessKeyId, secret: SECRET },
  ];
  const admin = { name: "admin", policies: [ADMINISTRATOR], accessKeys: accessKeys("admin") };
  const limited = { name: "limited", accessKeys: accessKeys("limited") };
  return { id, users: [admin, limited], ...more };
}

/** What root of the member has besides its key. */
export const ROOT_DEVICE = {
  serialNumber: `arn:aws:iam::${MEMBER}:mfa/root-account-mfa-device`,
  kind: "virtual",
  seed: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
  root: true,
};

/** @param trusted services that the organization lets in */
export async function startCompany(...trusted: readonly string[]): Promise<Company> {
  const rootAccessKey = { id: ROOT.accessKeyId, secret: SECRET };
  const installation = await startInstallation({
    accounts: [
      accountOf(MANAGEMENT),
      accountOf(MEMBER, { rootAccessKey, mfaDevices: [ROOT_DEVICE] }),
      accountOf(STRANGER),
    ],
  });
  const as = (credentials: Keys, region = "us-east-1"): CompanyClients => {
    const configuration = clientConfiguration(installation, credentials, region);
    return {
      ...clientsOf(installation, credentials, region),
      account: new AccountClient(configuration),
      organizations: new OrganizationsClient(configuration),
    };
  };
  const [management, member, stranger] = [MANAGEMENT, MEMBER, STRANGER].map((id) =>
    as(keysOfUser(id, "admin")),
  ) as [CompanyClients, CompanyClients, CompanyClients];
  const organizationId = await organize(management, member, trusted);
  return {
    installation,
    management,
    member,
    stranger,
    organizationId,
    as,
    codes: () => readOutbox(installation).map(({ text }) => text.slice(0, 6)),
    stop: () => installation.stop(),
  };
}

async function organize(
  management: CompanyClients,
  member: CompanyClients,
  trusted: readonly string[],
): Promise<string> {
  const creation = new CreateOrganizationCommand({ FeatureSet: "ALL" });
  const { Organization } = await management.organizations.send(creation);
  const invitation = new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id: MEMBER } });
  const { Handshake } = await management.organizations.send(invitation);
  await member.organizations.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
  for (const ServicePrincipal of trusted)
    await management.organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  return Organization?.Id ?? assert.fail("It has no id.");
}
