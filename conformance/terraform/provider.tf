# Calls an installation; every story of Terraform has it beside its own file.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "endpoint" { type = string }

provider "aws" {
  region                  = "us-east-1"
  skip_metadata_api_check = true
  endpoints {
    account       = var.endpoint
    iam           = var.endpoint
    organizations = var.endpoint
    rolesanywhere = var.endpoint
    sts           = var.endpoint
  }
}
