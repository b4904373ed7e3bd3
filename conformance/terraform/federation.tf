# Who else may say who somebody is.
locals {
  certificate = join("", slice(split("\n", trimspace(file("${path.module}/certificate.pem"))), 1, length(split("\n", trimspace(file("${path.module}/certificate.pem")))) - 1))
}

resource "aws_iam_openid_connect_provider" "ci" {
  url             = "https://ci.example.com/issuer"
  client_id_list  = var.team == "blue" ? ["sts.amazonaws.com"] : ["sts.amazonaws.com", var.team]
  thumbprint_list = ["cf23df2207d99a74fbe169e3eba035e633b65d94"]
  tags            = { team = var.team }
}

resource "aws_iam_saml_provider" "office" {
  name                   = "office"
  tags                   = { team = var.team }
  saml_metadata_document = <<-XML
    <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://office.example.com/${var.team}">
      <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAuthnRequestsSigned="false">
        <KeyDescriptor use="signing">
          <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${local.certificate}</X509Certificate></X509Data></KeyInfo>
        </KeyDescriptor>
        <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://office.example.com/sso"/>
      </IDPSSODescriptor>
    </EntityDescriptor>
  XML
}

resource "aws_iam_security_token_service_preferences" "tokens" {
  global_endpoint_token_version = "v2Token"
}

data "aws_iam_openid_connect_provider" "ci" {
  url        = "https://ci.example.com/issuer"
  depends_on = [aws_iam_openid_connect_provider.ci]
}

data "aws_iam_saml_provider" "office" {
  arn = aws_iam_saml_provider.office.arn
}

data "aws_iam_principal_policy_simulation" "ann" {
  policy_source_arn = aws_iam_user.ann.arn
  action_names      = ["s3:ListBucket", "iam:CreateUser"]
  depends_on        = [aws_iam_user_policy.inline, aws_iam_user_policy_attachment.ann]
}

output "federation" {
  value = {
    clients   = data.aws_iam_openid_connect_provider.ci.client_id_list
    office    = data.aws_iam_saml_provider.office.name
    simulated = { for result in data.aws_iam_principal_policy_simulation.ann.results : result.action_name => result.decision }
  }
}
