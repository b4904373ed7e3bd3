/** A condition key of a request that was made or is asked about, as `ExplainRequest` and `ExplainDenial` tell it. */
interface ToldKey {
  readonly Key: string;
  readonly Values: readonly string[];
  /** Request: nothing but the request itself brings it. */
  readonly Source: string;
}

/**
 * The keys by which a request that was denied is asked about anew: those that it brought. All else may have changed since and is looked up.
 * A session's tags are in its token alone, so that those of then count.
 * @param principal the ARN of whoever asked
 */
export function broughtContext(
  keys: readonly ToldKey[],
  principal: string,
): Readonly<Record<string, readonly string[]>> {
  const isSession = principal.includes(":assumed-role/");
  const isBrought = ({ Key, Source }: ToldKey) =>
    Source === "Request" || (isSession && /^aws:PrincipalTag\//i.test(Key));
  return Object.fromEntries(keys.filter(isBrought).map(({ Key, Values }) => [Key, Values]));
}
