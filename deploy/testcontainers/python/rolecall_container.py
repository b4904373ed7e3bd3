"""Rolecall in a container, for tests with Testcontainers for Python (4).

    with RolecallContainer("rolecall", seed="seed.yaml") as rolecall:
        sts = boto3.client("sts", endpoint_url=rolecall.get_endpoint(), region_name="us-east-1", ...)
        rolecall.reset()
"""

import os
import time
import urllib.error
import urllib.request

from testcontainers.core.container import DockerContainer

PORT = 4600
SEED_FILE = "/tmp/rolecall-seed.yaml"
ASK_EVERY_SECONDS = 0.1
ANSWER_SECONDS = 5


class RolecallContainer(DockerContainer):
    """Keeps everything in memory. `image` is what `docker build -f deploy/Dockerfile` made; `seed` a file of this machine."""

    def __init__(self, image, seed=None, startup_seconds=60, **options):
        super().__init__(image, **options)
        self.startup_seconds = startup_seconds
        command = ["start", "--ephemeral", "--host", "0.0.0.0", "--port", str(PORT)]
        if seed is not None:
            self.with_volume_mapping(os.path.abspath(seed), SEED_FILE, "ro")
            command += ["--seed", SEED_FILE]
        self.with_exposed_ports(PORT)
        self.with_command(command)

    def start(self):
        super().start()
        try:
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def get_endpoint(self):
        """For AWS's clients on this machine: AWS_ENDPOINT_URL."""
        return f"http://{self.get_container_host_ip()}:{self.get_exposed_port(PORT)}"

    def reset(self):
        """Back to the seed."""
        request = urllib.request.Request(f"{self.get_endpoint()}/_rolecall/reset", method="POST")
        urllib.request.urlopen(request, timeout=self.startup_seconds).close()

    def _wait_until_ready(self):
        until = time.monotonic() + self.startup_seconds
        while True:
            try:
                url = f"{self.get_endpoint()}/_rolecall/ready"
                urllib.request.urlopen(url, timeout=ANSWER_SECONDS).close()
                return
            except (urllib.error.URLError, OSError) as error:
                if time.monotonic() > until:
                    message = f"Rolecall was not ready within {self.startup_seconds} s: {error}"
                    raise TimeoutError(message) from error
            time.sleep(ASK_EVERY_SECONDS)
