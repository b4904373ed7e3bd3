# A user that Terraform may delete with all that was added to it by others.
variable "name" {
  type    = string
  default = "leaver"
}

resource "aws_iam_user" "leaver" {
  name          = var.name
  path          = "/people/"
  force_destroy = true
  tags          = { team = "blue" }
}
