# A user that Terraform may delete with all that was added to it by others.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "endpoint" { type = string }
variable "name" {
  type    = string
  default = "leaver"
}

provider "aws" {
  region                  = "us-east-1"
  skip_metadata_api_check = true
  endpoints {
    iam = var.endpoint
    sts = var.endpoint
  }
}

resource "aws_iam_user" "leaver" {
  name          = var.name
  path          = "/people/"
  force_destroy = true
  tags          = { team = "blue" }
}
