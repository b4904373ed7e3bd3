/** The account of the workload's policies, principal and resources. */
export const accountId = "111122223333";

export interface WrittenRequest {
  readonly principal: {
    readonly kind: "user";
    readonly accountId: string;
    readonly arn: string;
    readonly id: string;
  };
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  /** Keys in lower case. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}
