/**
 * What a seed may say, as docs/seed.md tells it.
 *
 * Made from the JSON Schema that judges seeds: node -C @rolecall/source packages/rolecall/generator/write-seed-types.ts
 */

/** What an empty installation begins with. */
export interface Seed {
  readonly accounts: readonly SeedAccount[];
  readonly externalAccounts?: readonly string[] | undefined;
  readonly services?: readonly SeedService[] | undefined;
  readonly $schema?: string | undefined;
  readonly organization?: SeedOrganization | undefined;
}

/** An account and what is in it. */
export interface SeedAccount {
  readonly id: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly rootPassword?: string | undefined;
  readonly rootPasswordHash?: string | undefined;
  readonly alias?: string | undefined;
  readonly rootAccessKey?: SeedAccessKey | undefined;
  readonly policies?: readonly SeedPolicy[] | undefined;
  readonly groups?: readonly SeedGroup[] | undefined;
  readonly users?: readonly SeedUser[] | undefined;
  readonly mfaDevices?: readonly SeedMfaDevice[] | undefined;
  readonly oidcProviders?: readonly SeedOidcProvider[] | undefined;
  readonly samlProviders?: readonly SeedSamlProvider[] | undefined;
  readonly roles?: readonly SeedRole[] | undefined;
  readonly instanceProfiles?: readonly SeedInstanceProfile[] | undefined;
  readonly instances?: readonly SeedInstance[] | undefined;
}

/** A managed policy of an account. */
export interface SeedPolicy {
  readonly name: string;
  readonly path?: string | undefined;
  readonly description?: string | undefined;
  readonly document: SeedDocument;
  readonly tags?: SeedTags | undefined;
}

/** A group of users. */
export interface SeedGroup {
  readonly name: string;
  readonly path?: string | undefined;
  readonly policies?: readonly string[] | undefined;
  readonly inlinePolicies?: { readonly [name: string]: SeedDocument } | undefined;
}

/** A user, with credentials and permissions. */
export interface SeedUser {
  readonly name: string;
  readonly path?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly policies?: readonly string[] | undefined;
  readonly inlinePolicies?: { readonly [name: string]: SeedDocument } | undefined;
  readonly permissionsBoundary?: string | undefined;
  readonly password?: string | undefined;
  readonly passwordHash?: string | undefined;
  readonly accessKeys?: readonly SeedAccessKey[] | undefined;
  readonly tags?: SeedTags | undefined;
}

/** A device that shows codes, of a user or of the root user. */
export interface SeedMfaDevice {
  readonly serialNumber: string;
  readonly kind: "hardware" | "virtual";
  readonly seed: string;
  readonly user?: string | undefined;
  readonly root?: true | undefined;
}

/** An OpenID Connect identity provider. */
export interface SeedOidcProvider {
  readonly url: string;
  readonly clientIds?: readonly string[] | undefined;
  readonly thumbprints?: readonly string[] | undefined;
  readonly keys?:
    | {
        readonly keys: readonly { readonly [name: string]: unknown }[];
        readonly [name: string]: unknown;
      }
    | undefined;
  readonly tags?: SeedTags | undefined;
}

/** A SAML identity provider. */
export interface SeedSamlProvider {
  readonly name: string;
  readonly metadata:
    | string
    | {
        readonly file: string;
      };
  readonly tags?: SeedTags | undefined;
}

/** A role, with who may assume it and what it may do. */
export interface SeedRole {
  readonly name: string;
  readonly path?: string | undefined;
  readonly description?: string | undefined;
  readonly trust: SeedDocument;
  readonly policies?: readonly string[] | undefined;
  readonly inlinePolicies?: { readonly [name: string]: SeedDocument } | undefined;
  readonly permissionsBoundary?: string | undefined;
  readonly maxSessionSeconds?: number | undefined;
  readonly tags?: SeedTags | undefined;
}

/** An instance profile, which holds a role. */
export interface SeedInstanceProfile {
  readonly name: string;
  readonly path?: string | undefined;
  readonly role?: string | undefined;
  readonly tags?: SeedTags | undefined;
}

/** A machine that finds credentials by the metadata service. */
export interface SeedInstance {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly instanceProfile?: string | undefined;
  readonly region?: string | undefined;
  readonly availabilityZone?: string | undefined;
  readonly imageId?: string | undefined;
  readonly instanceType?: string | undefined;
  readonly architecture?: string | undefined;
  readonly privateIpAddress?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly metadataOptions?:
    | {
        readonly httpTokens?: "optional" | "required" | undefined;
        readonly httpPutResponseHopLimit?: number | undefined;
        readonly httpEndpoint?: "enabled" | "disabled" | undefined;
        readonly instanceMetadataTags?: "enabled" | "disabled" | undefined;
      }
    | undefined;
  readonly userData?: string | undefined;
  readonly tags?: SeedTags | undefined;
}

/** An access key, as requests are signed with it. */
export interface SeedAccessKey {
  readonly id: string;
  readonly secret: string;
}

/** A policy document, or its JSON text. */
export type SeedDocument = string | { readonly [name: string]: unknown };

/** Tags: keys and their values. */
export type SeedTags = { readonly [name: string]: string };

/** A service of the installation's own, that roles can trust. */
export interface SeedService {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly signingName?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly publicKeyFile?: string | readonly string[] | undefined;
}

/** The organization that the accounts are in. */
export interface SeedOrganization {
  readonly id?: string | undefined;
  readonly managementAccount: string;
  readonly features?: "ALL" | "CONSOLIDATED_BILLING" | undefined;
  readonly policyTypes?:
    | readonly (
        | "SERVICE_CONTROL_POLICY"
        | "RESOURCE_CONTROL_POLICY"
        | "TAG_POLICY"
        | "BACKUP_POLICY"
        | "AISERVICES_OPT_OUT_POLICY"
        | "CHATBOT_POLICY"
        | "DECLARATIVE_POLICY_EC2"
        | "SECURITYHUB_POLICY"
        | "INSPECTOR_POLICY"
        | "UPGRADE_ROLLOUT_POLICY"
        | "BEDROCK_POLICY"
        | "S3_POLICY"
        | "NETWORK_SECURITY_DIRECTOR_POLICY"
      )[]
    | undefined;
  readonly trustedServices?:
    | readonly (
        | string
        | {
            readonly service: string;
            readonly enabledAt?: string | undefined;
          }
      )[]
    | undefined;
  readonly delegatedAdministrators?:
    | readonly {
        readonly account: string;
        readonly service: string;
        readonly delegatedAt?: string | undefined;
      }[]
    | undefined;
  readonly rootFeatures?: readonly ("RootCredentialsManagement" | "RootSessions")[] | undefined;
  readonly delegationPolicy?:
    | {
        readonly id?: string | undefined;
        readonly document: SeedDocument;
        readonly tags?: SeedTags | undefined;
      }
    | undefined;
  readonly policies?:
    | readonly {
        readonly id?: string | undefined;
        readonly name: string;
        readonly type:
          | "SERVICE_CONTROL_POLICY"
          | "RESOURCE_CONTROL_POLICY"
          | "TAG_POLICY"
          | "BACKUP_POLICY"
          | "AISERVICES_OPT_OUT_POLICY"
          | "CHATBOT_POLICY"
          | "DECLARATIVE_POLICY_EC2"
          | "SECURITYHUB_POLICY"
          | "INSPECTOR_POLICY"
          | "UPGRADE_ROLLOUT_POLICY"
          | "BEDROCK_POLICY"
          | "S3_POLICY"
          | "NETWORK_SECURITY_DIRECTOR_POLICY";
        readonly description?: string | undefined;
        readonly document: SeedDocument;
        readonly tags?: SeedTags | undefined;
      }[]
    | undefined;
  readonly root?:
    | {
        readonly id?: string | undefined;
        readonly policies?: readonly string[] | undefined;
        readonly fullAccess?: boolean | undefined;
        readonly tags?: SeedTags | undefined;
        readonly accounts?:
          | readonly (
              | string
              | {
                  readonly id: string;
                  readonly policies?: readonly string[] | undefined;
                  readonly fullAccess?: boolean | undefined;
                  readonly tags?: SeedTags | undefined;
                  readonly joinedMethod?: "INVITED" | "CREATED" | undefined;
                  readonly joinedAt?: string | undefined;
                  readonly state?: "ACTIVE" | "CLOSED" | undefined;
                  readonly closedAt?: string | undefined;
                }
            )[]
          | undefined;
        readonly units?: readonly SeedOrganizationalUnit[] | undefined;
      }
    | undefined;
}

/** A part of a seed that holds others of its kind. */
export interface SeedOrganizationalUnit {
  readonly id?: string | undefined;
  readonly name: string;
  readonly policies?: readonly string[] | undefined;
  readonly fullAccess?: boolean | undefined;
  readonly tags?: SeedTags | undefined;
  readonly accounts?:
    | readonly (
        | string
        | {
            readonly id: string;
            readonly policies?: readonly string[] | undefined;
            readonly fullAccess?: boolean | undefined;
            readonly tags?: SeedTags | undefined;
            readonly joinedMethod?: "INVITED" | "CREATED" | undefined;
            readonly joinedAt?: string | undefined;
            readonly state?: "ACTIVE" | "CLOSED" | undefined;
            readonly closedAt?: string | undefined;
          }
      )[]
    | undefined;
  readonly units?: readonly SeedOrganizationalUnit[] | undefined;
}
