import botocore.exceptions
import pytest


def test_a_session_ends_after_an_hour(rolecall):
    assumed = rolecall.client("sts").assume_role(
        RoleArn="arn:aws:iam::111111111111:role/Deployer", RoleSessionName="run"
    )
    keys = assumed["Credentials"]
    session = rolecall.client("sts", keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
    assert session.get_caller_identity()["Arn"].endswith("assumed-role/Deployer/run")
    rolecall.advance_clock(3600)
    with pytest.raises(botocore.exceptions.ClientError, match="ExpiredToken"):
        session.get_caller_identity()
