variable "member" {
  type    = string
  default = "222222222222"
}

resource "aws_account_alternate_contact" "billing" {
  account_id             = var.member
  alternate_contact_type = "BILLING"
  name                   = "Bill Payer"
  title                  = "Treasurer"
  email_address          = "bills@company.example"
  phone_number           = "+1 555 0100"
}

resource "aws_account_primary_contact" "own" {
  full_name       = "The Company"
  company_name    = "Company"
  address_line_1  = "1 Main Street"
  city            = "Springfield"
  state_or_region = "IL"
  postal_code     = "62701"
  country_code    = "US"
  phone_number    = "+12175550100"
}

resource "aws_account_region" "zurich" {
  region_name = "eu-central-2"
  enabled     = true
}

data "aws_account_primary_contact" "own" {
  depends_on = [aws_account_primary_contact.own]
}

output "company" {
  value = data.aws_account_primary_contact.own.company_name
}
