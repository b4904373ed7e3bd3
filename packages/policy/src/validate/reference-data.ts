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
  /**
   * The forms of the ARNs that an action is about, such as `arn:${Partition}:s3:::${BucketName}`: a part in `${…}` stands for
   * any text. None where the action is about no resource; undefined where it is not known.
   */
  resourceArnsOf(service: string, action: string): readonly string[] | undefined;
  /** Whether requests bring a condition key with several values at once; undefined where the key is not known. */
  hasSeveralValues(conditionKey: string): boolean | undefined;
}
