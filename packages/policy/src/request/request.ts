/**
 * What the engine is asked. Source: IAM User Guide, "Policy evaluation logic".
 */

/** Who asks. ARNs, account ids and unique ids are plain text here: the engine stands alone. */
export type RequestPrincipal =
  | {
      readonly kind: "root";
      readonly accountId: string;
      /** `arn:aws:iam::ACCOUNT:root` */
      readonly arn: string;
    }
  | {
      readonly kind: "user";
      readonly accountId: string;
      readonly arn: string;
      /** AIDA… */
      readonly id: string;
    }
  | {
      readonly kind: "roleSession";
      readonly accountId: string;
      /** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION` */
      readonly arn: string;
      /** AROA…:SESSION */
      readonly id: string;
      readonly roleArn: string;
      /** AROA… */
      readonly roleId: string;
      /** A service-linked role's session is exempt from SCPs and RCPs. */
      readonly serviceLinked: boolean;
    }
  | {
      readonly kind: "federatedUser";
      readonly accountId: string;
      /** `arn:aws:sts::ACCOUNT:federated-user/NAME` */
      readonly arn: string;
      /** ACCOUNT:NAME */
      readonly id: string;
      /** The IAM user that called GetFederationToken; absent where the root user did. */
      readonly issuer?: { readonly arn: string; readonly id: string };
    }
  | {
      /** The bearer of an OIDC token or SAML assertion, before it has a role. */
      readonly kind: "federated";
      /** The provider as a Principal element names it: its ARN, or a host such as accounts.google.com. */
      readonly provider: string;
    }
  | {
      readonly kind: "service";
      /** ec2.amazonaws.com */
      readonly service: string;
    }
  | { readonly kind: "anonymous" };

export type ContextValue = string | readonly string[];

/**
 * The request's condition keys. INVARIANT: `key` is asked in lower case. A list is several values, an empty one too: what the request
 * does not have is left out.
 * A `Map<string, ContextValue>` will do; a lazy implementation may compute on first use.
 */
export interface RequestContext {
  get(key: string): ContextValue | undefined;
}

export interface AuthorizationRequest {
  readonly principal: RequestPrincipal;
  /** `service:Name`; compared without regard to case. */
  readonly action: string;
  /** The resource's ARN, or `*` where the action has none. */
  readonly resource: string;
  /** The account that owns the resource; decides whether the request crosses accounts. */
  readonly resourceAccountId: string;
  readonly context: RequestContext;
}
