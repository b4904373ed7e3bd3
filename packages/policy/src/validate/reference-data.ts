/**
 * What AWS's Service Authorization Reference says, brought by the caller: the package itself ships none. Names are asked in
 * any case; lists are in AWS's spelling.
 */
export interface ReferenceData {
  hasService(service: string): boolean;
  /** Names without the service; none for an unknown service. */
  actionsOf(service: string): readonly string[];
  /** `aws:…` keys among them; a part in `${…}` or `<…>` stands for any text. */
  conditionKeysOf(service: string): readonly string[];
  readonly globalConditionKeys: readonly string[];
}
