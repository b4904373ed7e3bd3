# What the provider can look up.
data "aws_iam_users" "people" {
  path_prefix = "/people/"
  depends_on  = [aws_iam_user.ann]
}

data "aws_iam_user" "ann" {
  user_name = aws_iam_user.ann.name
}

data "aws_iam_access_keys" "ann" {
  user       = aws_iam_user.ann.name
  depends_on = [aws_iam_access_key.ann]
}

data "aws_iam_group" "readers" {
  group_name = aws_iam_group.readers.name
  depends_on = [aws_iam_group_membership.readers]
}

data "aws_iam_role" "app" {
  name = aws_iam_role.app.name
}

data "aws_iam_roles" "services" {
  path_prefix = "/service/"
  depends_on  = [aws_iam_role.app]
}

data "aws_iam_instance_profile" "app" {
  name = aws_iam_instance_profile.app.name
}

data "aws_iam_instance_profiles" "app" {
  role_name  = aws_iam_role.app.name
  depends_on = [aws_iam_instance_profile.app]
}

data "aws_iam_policy" "ceiling" {
  name        = aws_iam_policy.ceiling.name
  path_prefix = "/limits/"
}

data "aws_iam_account_alias" "own" {
  depends_on = [aws_iam_account_alias.alias]
}

data "aws_iam_session_context" "app" {
  arn = replace(replace(aws_iam_role.app.arn, ":iam:", ":sts:"), ":role/service/app", ":assumed-role/app/session")
}

output "lookups" {
  value = {
    people   = data.aws_iam_users.people.names
    boundary = data.aws_iam_user.ann.permissions_boundary
    keys     = length(data.aws_iam_access_keys.ann.access_keys)
    readers  = data.aws_iam_group.readers.users[*].user_name
    app      = data.aws_iam_role.app.max_session_duration
    services = data.aws_iam_roles.services.names
    profile  = data.aws_iam_instance_profile.app.role_name
    profiles = data.aws_iam_instance_profiles.app.names
    ceiling  = data.aws_iam_policy.ceiling.arn
    alias    = data.aws_iam_account_alias.own.account_alias
    issuer   = data.aws_iam_session_context.app.issuer_name
  }
}
