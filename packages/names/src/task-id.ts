/** 32 hexadecimal digits. */
export type TaskId = string & { readonly __brand: "TaskId" };

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html: the longer form, the only one of now */
const FORM = /^[0-9a-f]{32}$/;

export function isTaskId(text: string): text is TaskId {
  return FORM.test(text);
}

/** For text that was checked before. @throws RangeError where it is no task id after all: a bug. */
export function toTaskId(text: string): TaskId {
  if (!isTaskId(text)) throw new RangeError(`"${text}" is no task id of 32 hexadecimal digits.`);
  return text;
}
