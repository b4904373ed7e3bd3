# A day of the real botocore on a clock that runs ahead, with the service's in step. argv: minutes of the day, seconds of a step.
# Prints how often it used credentials, how often ended ones, how many it saw.
import datetime, json, logging, os, sys, urllib.request
logging.disable(logging.CRITICAL)
import botocore.credentials as C, botocore.session, botocore.utils as U
from dateutil.tz import tzlocal, tzutc

opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
def tell(seconds):
    with opener.open(f"{os.environ['CLOCK']}?seconds={seconds}") as answer:
        told = json.load(answer)
    now[0] = datetime.datetime.fromtimestamp(told["nowMs"] / 1000, tzutc())
    return told

now = [None]
tell(0)
U.get_current_datetime = lambda remove_tzinfo=True: now[0].replace(tzinfo=None) if remove_tzinfo else now[0]
C._local_now = lambda: now[0].astimezone(tzlocal())
# Its default was bound when the class was made.
fetching = C.RefreshableCredentials.__init__
fetching.__defaults__ = tuple(C._local_now if getattr(value, "__name__", "") == "_local_now" else value for value in fetching.__defaults__)

minutes, step = int(sys.argv[1]), int(sys.argv[2])
credentials = botocore.session.get_session().get_credentials()
credentials._time_fetcher = C._local_now
uses = dead = 0
seen = set()
worst = 0
for _ in range(minutes * 60 // step):
    key = credentials.get_frozen_credentials().access_key
    seen.add(key)
    uses += 1
    answer = tell(step)
    late = answer["nowMs"] - step * 1000 - answer["ends"][key]
    if late > 0:
        dead += 1
        worst = max(worst, late)
print(json.dumps({"uses": uses, "dead": dead, "worstLateMs": worst, "keys": len(seen), "method": credentials.method}))
