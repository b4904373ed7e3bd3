# What users and the account have besides passwords and access keys.
resource "aws_iam_user_ssh_key" "ann" {
  username   = aws_iam_user.ann.name
  encoding   = "SSH"
  public_key = trimspace(file("${path.module}/ssh-key.pub"))
  status     = var.team == "blue" ? "Active" : "Inactive"
}

resource "aws_iam_signing_certificate" "ann" {
  user_name        = aws_iam_user.ann.name
  certificate_body = file("${path.module}/certificate.pem")
  status           = var.team == "blue" ? "Active" : "Inactive"
}

resource "aws_iam_service_specific_credential" "ann" {
  user_name    = aws_iam_user.ann.name
  service_name = "codecommit.amazonaws.com"
  status       = var.team == "blue" ? "Active" : "Inactive"
}

resource "aws_iam_server_certificate" "site" {
  name             = "site"
  path             = "/cloudfront/"
  certificate_body = file("${path.module}/certificate.pem")
  private_key      = file("${path.module}/private-key.pem")
  tags             = { team = var.team }
  # An import cannot read it.
  lifecycle { ignore_changes = [private_key] }
}

resource "aws_iam_virtual_mfa_device" "phone" {
  virtual_mfa_device_name = "phone"
  path                    = "/people/"
  tags                    = { team = var.team }
}

data "aws_iam_server_certificate" "site" {
  name       = aws_iam_server_certificate.site.name
  latest     = true
  depends_on = [aws_iam_server_certificate.site]
}

data "aws_iam_user_ssh_key" "ann" {
  username          = aws_iam_user.ann.name
  encoding          = "SSH"
  ssh_public_key_id = aws_iam_user_ssh_key.ann.ssh_public_key_id
}

output "credentials" {
  value = {
    certificate = data.aws_iam_server_certificate.site.arn
    ssh_key     = data.aws_iam_user_ssh_key.ann.status
    mfa_device  = aws_iam_virtual_mfa_device.phone.arn
  }
}
