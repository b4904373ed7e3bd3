# Calls an installation; every story of Terraform has it beside its own file.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "endpoint" { type = string }

# Without it the provider asks no metadata service, whatever the environment says.
variable "on_machine" { default = false }

provider "aws" {
  region                  = "us-east-1"
  skip_metadata_api_check = !var.on_machine
  endpoints {
    account       = var.endpoint
    iam           = var.endpoint
    organizations = var.endpoint
    rolesanywhere = var.endpoint
    sts           = var.endpoint
  }
}
