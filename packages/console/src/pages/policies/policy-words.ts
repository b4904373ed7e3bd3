/** AWS's own policies stand in no account. */
export function isAwsManaged(arn: string): boolean {
  return /^arn:[^:]+:iam::aws:/.test(arn);
}

export function typeOf(arn: string): string {
  return isAwsManaged(arn) ? "AWS managed" : "Customer managed";
}

interface Uses {
  readonly AttachmentCount?: number | undefined;
  readonly PermissionsBoundaryUsageCount?: number | undefined;
}

export function usedAs({ AttachmentCount = 0, PermissionsBoundaryUsageCount = 0 }: Uses): string {
  if (AttachmentCount > 0 && PermissionsBoundaryUsageCount > 0) return "Permissions and boundary";
  if (AttachmentCount > 0) return "Permissions";
  return PermissionsBoundaryUsageCount > 0 ? "Boundary" : "None";
}

/** A document as AWS answers it (RFC 3986), laid out. What is no JSON is shown as it is. */
export function readDocument(encoded: string): string {
  const text = decodeURIComponent(encoded);
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
