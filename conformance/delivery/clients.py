# What botocore's default chain finds, as one line of JSON. argv: times, pause in seconds
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import botocore.session
times, pause = int(sys.argv[1]), float(sys.argv[2])
session = botocore.session.get_session()
started = time.perf_counter()
credentials = session.get_credentials()
found = []
for index in range(times):
    frozen = credentials.get_frozen_credentials()
    found.append(frozen.access_key)
    if index == 0:
        took = (time.perf_counter() - started) * 1000
    if index < times - 1:
        time.sleep(pause)
arn = session.create_client("sts").get_caller_identity()["Arn"]
print(json.dumps({"method": credentials.method, "keys": found, "tookMs": took, "arn": arn}))
