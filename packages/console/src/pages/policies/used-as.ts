interface Uses {
  readonly AttachmentCount?: number | undefined;
  readonly PermissionsBoundaryUsageCount?: number | undefined;
}

export function usedAs({ AttachmentCount = 0, PermissionsBoundaryUsageCount = 0 }: Uses): string {
  if (AttachmentCount > 0 && PermissionsBoundaryUsageCount > 0) return "Permissions and boundary";
  if (AttachmentCount > 0) return "Permissions";
  return PermissionsBoundaryUsageCount > 0 ? "Boundary" : "None";
}
