variable "team" {
  type    = string
  default = "blue"
}

data "aws_caller_identity" "current" {}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length        = 14
  require_symbols                = true
  require_numbers                = true
  require_uppercase_characters   = true
  require_lowercase_characters   = true
  allow_users_to_change_password = true
  max_password_age               = 90
  password_reuse_prevention      = 5
}

resource "aws_iam_account_alias" "alias" {
  account_alias = "story-account"
}

resource "aws_iam_user" "ann" {
  name                 = "ann"
  path                 = "/people/"
  permissions_boundary = aws_iam_policy.ceiling.arn
  tags                 = { team = var.team }
}

resource "aws_iam_access_key" "ann" {
  user = aws_iam_user.ann.name
}

resource "aws_iam_user_login_profile" "ann" {
  user            = aws_iam_user.ann.name
  password_length = 20
  depends_on      = [aws_iam_account_password_policy.strict]
  # An import cannot know how it was made.
  lifecycle { ignore_changes = [password_length, password_reset_required] }
}

resource "aws_iam_group" "readers" {
  name = "readers"
  path = "/people/"
}

resource "aws_iam_group_membership" "readers" {
  name  = "readers"
  group = aws_iam_group.readers.name
  users = [aws_iam_user.ann.name]
}

resource "aws_iam_group_policy_attachment" "readers" {
  group      = aws_iam_group.readers.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_group_policy" "inline" {
  name   = "inline"
  group  = aws_iam_group.readers.name
  policy = data.aws_iam_policy_document.list.json
}

data "aws_iam_policy_document" "list" {
  statement {
    actions   = ["s3:ListBucket", "s3:ListAllMyBuckets"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/team"
      values   = [var.team]
    }
  }
}

data "aws_iam_policy_document" "ceiling" {
  statement {
    actions   = ["s3:*", "sts:AssumeRole"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.ann.arn, "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_policy" "ceiling" {
  name        = "ceiling"
  path        = "/limits/"
  description = "What people can do at most"
  policy      = data.aws_iam_policy_document.ceiling.json
  tags        = { team = var.team }
}

resource "aws_iam_user_policy_attachment" "ann" {
  user       = aws_iam_user.ann.name
  policy_arn = aws_iam_policy.ceiling.arn
}

resource "aws_iam_user_policy" "inline" {
  name   = "inline"
  user   = aws_iam_user.ann.name
  policy = data.aws_iam_policy_document.list.json
}

resource "aws_iam_role" "app" {
  name                 = "app"
  path                 = "/service/"
  description          = "Runs the app"
  max_session_duration = 7200
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = aws_iam_policy.ceiling.arn
  tags                 = { team = var.team }
}

resource "aws_iam_role_policy" "inline" {
  name   = "inline"
  role   = aws_iam_role.app.id
  policy = data.aws_iam_policy_document.list.json
}

resource "aws_iam_role_policy_attachment" "app" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_instance_profile" "app" {
  name = "app"
  path = "/service/"
  role = aws_iam_role.app.name
  tags = { team = var.team }
}
