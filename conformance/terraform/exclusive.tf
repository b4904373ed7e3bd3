# Who has which policies and groups, and no others: the resources that take away what somebody else added.
resource "aws_iam_user" "bob" {
  name = "bob"
}

resource "aws_iam_group" "writers" {
  name = "writers"
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_user_group_membership" "bob" {
  user   = aws_iam_user.bob.name
  groups = [aws_iam_group.writers.name]
}

resource "aws_iam_policy_attachment" "everybody" {
  name       = "everybody"
  policy_arn = aws_iam_policy.shared.arn
  users      = [aws_iam_user.bob.name]
  groups     = [aws_iam_group.writers.name]
  roles      = [aws_iam_role.worker.name]
}

resource "aws_iam_policy" "shared" {
  name   = "shared"
  policy = data.aws_iam_policy_document.list.json
}

resource "aws_iam_user_policy" "bob" {
  name   = "own"
  user   = aws_iam_user.bob.name
  policy = data.aws_iam_policy_document.ceiling.json
}

resource "aws_iam_group_policy" "writers" {
  name   = "own"
  group  = aws_iam_group.writers.name
  policy = data.aws_iam_policy_document.ceiling.json
}

resource "aws_iam_role_policy" "worker" {
  name   = "own"
  role   = aws_iam_role.worker.name
  policy = data.aws_iam_policy_document.ceiling.json
}

resource "aws_iam_user_policies_exclusive" "bob" {
  user_name    = aws_iam_user.bob.name
  policy_names = [aws_iam_user_policy.bob.name]
}

resource "aws_iam_group_policies_exclusive" "writers" {
  group_name   = aws_iam_group.writers.name
  policy_names = [aws_iam_group_policy.writers.name]
}

resource "aws_iam_role_policies_exclusive" "worker" {
  role_name    = aws_iam_role.worker.name
  policy_names = [aws_iam_role_policy.worker.name]
}

resource "aws_iam_user_policy_attachments_exclusive" "bob" {
  user_name   = aws_iam_user.bob.name
  policy_arns = [aws_iam_policy_attachment.everybody.policy_arn]
}

resource "aws_iam_group_policy_attachments_exclusive" "writers" {
  group_name  = aws_iam_group.writers.name
  policy_arns = [aws_iam_policy_attachment.everybody.policy_arn]
}

resource "aws_iam_role_policy_attachments_exclusive" "worker" {
  role_name   = aws_iam_role.worker.name
  policy_arns = [aws_iam_policy_attachment.everybody.policy_arn]
}

resource "aws_iam_service_linked_role" "scaling" {
  aws_service_name = "autoscaling.amazonaws.com"
  custom_suffix    = "story"
  description      = "Scales for ${var.team}"
  tags             = { team = var.team }
}

resource "aws_iam_organizations_features" "root" {
  enabled_features = ["RootCredentialsManagement", "RootSessions"]
}
