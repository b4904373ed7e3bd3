import json
import os
import pathlib
import socket
import subprocess
import urllib.request

import boto3
import pytest

SEED = pathlib.Path(__file__).with_name("seed.yaml")
# How Rolecall is called: where it is installed by npm, npx finds it.
ROLECALL = os.environ.get("ROLECALL", "npx rolecall").split()


class Rolecall:
    def __init__(self, endpoint):
        self.endpoint = endpoint

    def client(self, service, key_id="AKIACICICICICICICICI", secret="a-secret-of-at-least-16", token=None):
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=key_id,
            aws_secret_access_key=secret,
            aws_session_token=token,
        )

    def post(self, path, **body):
        request = urllib.request.Request(self.endpoint + path, json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request) as response:
            return response.read()

    def reset(self):
        self.post("/_rolecall/reset")

    def advance_clock(self, seconds):
        self.post("/_rolecall/clock", advanceSeconds=seconds)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="session")
def installation():
    endpoint = f"http://127.0.0.1:{free_port()}"
    port = endpoint.rpartition(":")[2]
    start = [*ROLECALL, "start", "--ephemeral", "--port", port, "--seed", str(SEED)]
    process = subprocess.Popen(start, stdout=subprocess.DEVNULL)
    try:
        subprocess.run([*ROLECALL, "wait", "--endpoint", endpoint], check=True)
        yield Rolecall(endpoint)
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def rolecall(installation):
    installation.reset()
    return installation
