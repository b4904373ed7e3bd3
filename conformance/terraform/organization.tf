resource "aws_organizations_organization" "company" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["account.amazonaws.com", "sso.amazonaws.com"]
  enabled_policy_types          = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY"]
}

locals {
  root = aws_organizations_organization.company.roots[0].id
}

resource "aws_organizations_organizational_unit" "workloads" {
  name      = "Workloads"
  parent_id = local.root
  tags      = { purpose = "workloads" }
}

resource "aws_organizations_organizational_unit" "production" {
  name      = "Production"
  parent_id = aws_organizations_organizational_unit.workloads.id
}

resource "aws_organizations_account" "shop" {
  name      = "shop"
  email     = "shop@company.example"
  parent_id = aws_organizations_organizational_unit.production.id
  role_name = "Landlord"
  tags      = { team = "retail" }
  lifecycle { ignore_changes = [role_name] }
}

resource "aws_organizations_account" "audit" {
  name       = "audit"
  email      = "audit@company.example"
  depends_on = [aws_organizations_organization.company]
}

resource "aws_organizations_policy" "stay" {
  name        = "DenyLeaving"
  description = "Nobody leaves"
  type        = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "organizations:LeaveOrganization", Resource = "*" }]
  })
  tags       = { kind = "guardrail" }
  depends_on = [aws_organizations_organization.company]
}

resource "aws_organizations_policy" "perimeter" {
  name = "OnlyOurPeople"
  type = "RESOURCE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "sts:AssumeRole"
      Resource  = "*"
      Condition = { StringNotEqualsIfExists = { "aws:PrincipalOrgID" = aws_organizations_organization.company.id } }
    }]
  })
}

resource "aws_organizations_policy" "tags" {
  name       = "CostCenter"
  type       = "TAG_POLICY"
  depends_on = [aws_organizations_organization.company]
  content    = jsonencode({ tags = { costcenter = { tag_key = { "@@assign" = "CostCenter" } } } })
}

resource "aws_organizations_policy_attachment" "stay" {
  policy_id = aws_organizations_policy.stay.id
  target_id = local.root
}

resource "aws_organizations_policy_attachment" "perimeter" {
  policy_id = aws_organizations_policy.perimeter.id
  target_id = aws_organizations_organizational_unit.production.id
}

resource "aws_organizations_policy_attachment" "tags" {
  policy_id = aws_organizations_policy.tags.id
  target_id = aws_organizations_account.shop.id
}

resource "aws_organizations_delegated_administrator" "sso" {
  account_id        = aws_organizations_account.audit.id
  service_principal = "sso.amazonaws.com"
  depends_on        = [aws_organizations_organization.company]
}

resource "aws_organizations_resource_policy" "delegation" {
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ReadPolicies"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${aws_organizations_account.audit.id}:root" }
      Action    = ["organizations:ListPolicies", "organizations:DescribePolicy"]
      Resource  = "*"
    }]
  })
  tags = { kind = "delegation" }
}

data "aws_organizations_organization" "company" {
  depends_on = [aws_organizations_organization.company]
}

data "aws_organizations_organizational_unit" "workloads" {
  parent_id  = local.root
  name       = aws_organizations_organizational_unit.workloads.name
  depends_on = [aws_organizations_organizational_unit.workloads]
}

data "aws_organizations_organizational_units" "top" {
  parent_id  = local.root
  depends_on = [aws_organizations_organizational_unit.workloads]
}

data "aws_organizations_organizational_unit_child_accounts" "production" {
  parent_id  = aws_organizations_organizational_unit.production.id
  depends_on = [aws_organizations_account.shop]
}

data "aws_organizations_organizational_unit_descendant_accounts" "all" {
  parent_id  = local.root
  depends_on = [aws_organizations_account.shop, aws_organizations_account.audit]
}

data "aws_organizations_organizational_unit_descendant_organizational_units" "all" {
  parent_id  = local.root
  depends_on = [aws_organizations_organizational_unit.production]
}

data "aws_organizations_policies" "scps" {
  filter     = "SERVICE_CONTROL_POLICY"
  depends_on = [aws_organizations_policy.stay]
}

data "aws_organizations_policies_for_target" "root" {
  target_id  = local.root
  filter     = "SERVICE_CONTROL_POLICY"
  depends_on = [aws_organizations_policy_attachment.stay]
}

data "aws_organizations_policy" "stay" {
  policy_id = aws_organizations_policy.stay.id
}

data "aws_organizations_resource_tags" "shop" {
  resource_id = aws_organizations_account.shop.id
}

data "aws_organizations_delegated_administrators" "all" {
  depends_on = [aws_organizations_delegated_administrator.sso]
}

data "aws_organizations_delegated_services" "audit" {
  account_id = aws_organizations_delegated_administrator.sso.account_id
}

output "seen" {
  value = {
    accounts      = sort(data.aws_organizations_organizational_unit_descendant_accounts.all.accounts[*].name)
    in_production = data.aws_organizations_organizational_unit_child_accounts.production.accounts[*].name
    units         = sort(data.aws_organizations_organizational_unit_descendant_organizational_units.all.children[*].name)
    top           = data.aws_organizations_organizational_units.top.children[*].name
    workloads     = data.aws_organizations_organizational_unit.workloads.id == aws_organizations_organizational_unit.workloads.id
    scps          = length(data.aws_organizations_policies.scps.ids)
    at_root       = length(data.aws_organizations_policies_for_target.root.ids)
    stay          = data.aws_organizations_policy.stay.name
    team          = data.aws_organizations_resource_tags.shop.tags["team"]
    delegated     = data.aws_organizations_delegated_administrators.all.delegated_administrators[*].name
    services      = data.aws_organizations_delegated_services.audit.delegated_services[*].service_principal
    management    = data.aws_organizations_organization.company.master_account_id
  }
}
