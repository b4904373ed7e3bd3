import { type ChangeStep, iamStep } from "../change/change-step.ts";

/** Who has policies of its own. */
export interface PolicyOwner {
  readonly kind: "user" | "group";
  readonly name: string;
  /** Where it is known. */
  readonly arn?: string | undefined;
}

export interface AttachablePolicy {
  readonly PolicyName: string;
  readonly PolicyArn: string;
}

/** By its ARN: a policy is called what stands last in it. */
export function attachableOf(PolicyArn: string): AttachablePolicy {
  return { PolicyArn, PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1) };
}

export function attachStep(
  { kind, name }: PolicyOwner,
  { PolicyName, PolicyArn }: AttachablePolicy,
): ChangeStep {
  const text = `Attach ${PolicyName}`;
  return kind === "user"
    ? iamStep(text, "AttachUserPolicy", { UserName: name, PolicyArn })
    : iamStep(text, "AttachGroupPolicy", { GroupName: name, PolicyArn });
}

export function detachStep(
  { kind, name }: PolicyOwner,
  { PolicyName, PolicyArn }: AttachablePolicy,
): ChangeStep {
  const text = `Detach ${PolicyName}`;
  return kind === "user"
    ? iamStep(text, "DetachUserPolicy", { UserName: name, PolicyArn })
    : iamStep(text, "DetachGroupPolicy", { GroupName: name, PolicyArn });
}

export function putInlineStep(
  { kind, name }: PolicyOwner,
  PolicyName: string,
  PolicyDocument: string,
): ChangeStep {
  const text = `Write the inline policy ${PolicyName}`;
  return kind === "user"
    ? iamStep(text, "PutUserPolicy", { UserName: name, PolicyName, PolicyDocument })
    : iamStep(text, "PutGroupPolicy", { GroupName: name, PolicyName, PolicyDocument });
}

export function deleteInlineStep({ kind, name }: PolicyOwner, PolicyName: string): ChangeStep {
  const text = `Delete the inline policy ${PolicyName}`;
  return kind === "user"
    ? iamStep(text, "DeleteUserPolicy", { UserName: name, PolicyName })
    : iamStep(text, "DeleteGroupPolicy", { GroupName: name, PolicyName });
}
