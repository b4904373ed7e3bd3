import type { ServiceCaller } from "@rolecall/access";
import type { CertificateDetails } from "@rolecall/credentials";
import type {
  RevocationListRecord,
  RolesAnywhereProfileRecord,
  Tag,
  TrustAnchorRecord,
} from "@rolecall/store";

/** What a session was asked for by. */
export interface NamedResources {
  readonly anchor: TrustAnchorRecord;
  readonly profile: RolesAnywhereProfileRecord;
}

/** What an account says of the machines that it lets in, as it was looked up. */
export interface Admission extends NamedResources {
  /** Those that are enabled. */
  readonly revocationLists: readonly RevocationListRecord[];
}

/** IAM Roles Anywhere, which acts for a trust anchor whose authority vouches for a machine. */
export interface MachineCaller extends ServiceCaller {
  readonly leaf: CertificateDetails;
  readonly admission: Admission;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly sourceIdentity: string | undefined;
  readonly sessionTags: readonly Tag[];
  /** Distinguished names. */
  readonly subject: string;
  readonly issuer: string;
}
