# Machines outside, with certificates of the company's own authority.
variable "team" {
  type    = string
  default = "blue"
}

resource "aws_iam_role" "machine" {
  name = "machine"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "rolesanywhere.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
      Condition = { ArnEquals = { "aws:SourceArn" = aws_rolesanywhere_trust_anchor.company.arn } }
    }]
  })
}

resource "aws_rolesanywhere_trust_anchor" "company" {
  name    = "company-${var.team}"
  enabled = var.team == "blue"
  tags    = { team = var.team }

  source {
    source_type = "CERTIFICATE_BUNDLE"
    source_data {
      x509_certificate_data = file("${path.module}/authority.pem")
    }
  }

  notification_settings {
    event     = "CA_CERTIFICATE_EXPIRY"
    channel   = "ALL"
    enabled   = true
    threshold = 60
  }
}

resource "aws_rolesanywhere_profile" "machines" {
  name                        = "machines-${var.team}"
  enabled                     = var.team == "blue"
  role_arns                   = [aws_iam_role.machine.arn]
  managed_policy_arns         = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]
  duration_seconds            = 7200
  require_instance_properties = false
  tags                        = { team = var.team }
  session_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "arn:aws:s3:::${var.team}/*" }]
  })
}
