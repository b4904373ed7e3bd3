/** `i-` and 17 hexadecimal digits, or 8 as in ids given before 2016. */
export type InstanceId = string & { readonly __brand: "InstanceId" };

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const FORM = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

export function isInstanceId(text: string): text is InstanceId {
  return FORM.test(text);
}

/** For text that was checked before. @throws RangeError where it is no instance id after all: a bug. */
export function toInstanceId(text: string): InstanceId {
  if (!isInstanceId(text)) throw new RangeError(`"${text}" is no instance id, such as i-0123456789abcdef0.`);
  return text;
}
