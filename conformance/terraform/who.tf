# Who the provider is, by the credentials that it found.
data "aws_caller_identity" "me" {}

output "arn" { value = data.aws_caller_identity.me.arn }
