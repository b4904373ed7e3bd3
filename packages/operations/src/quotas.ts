/** What an installation was told of quotas, by service and name: only what differs from AWS's values. */
export type QuotaSettings = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The quotas of one service. */
export interface ServiceQuotas<Name extends string = string> {
  readonly service: string;
  readonly defaults: Readonly<Record<Name, number>>;
  /** Those in force in an installation. */
  of(environment: { readonly quotas: QuotaSettings }): Readonly<Record<Name, number>>;
}

/**
 * Declares the quotas of one service, with AWS's default values. `--quota iam.UsersPerAccount=10` sets another.
 * @example const IAM_QUOTAS = defineQuotas("iam", { UsersPerAccount: 5000 }); IAM_QUOTAS.of(env).UsersPerAccount
 */
export function defineQuotas<Name extends string>(
  service: string,
  defaults: Readonly<Record<Name, number>>,
): ServiceQuotas<Name> {
  const known = new WeakMap<QuotaSettings, Readonly<Record<Name, number>>>();
  return {
    service,
    defaults,
    of({ quotas }) {
      const inForce = known.get(quotas) ?? { ...defaults, ...quotas[service] };
      known.set(quotas, inForce);
      return inForce;
    },
  };
}
