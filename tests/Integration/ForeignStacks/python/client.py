"""A zeep client: makes the calls of the plan on standard input, and prints one JSON line for each."""
import base64
import datetime
import decimal
import json
import sys

import requests
from zeep import Client, Transport
from zeep.exceptions import Fault
from zeep.helpers import serialize_object
from zeep.wsse.username import UsernameToken

TIMEOUT_SECONDS = 30


def plain(value):
    """What JSON does not know: amounts keep their text, bytes become base64."""
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return "".join(value.itertext())


def fault_detail(fault):
    """The declared element by its local name, and the text of its children."""
    if fault.detail is None or len(fault.detail) == 0:
        return None
    declared = fault.detail[0]
    return {local_name(declared): {local_name(child): child.text for child in declared}}


def local_name(element):
    return element.tag.rpartition("}")[2]


def outcome_of(client, call):
    try:
        value = client.service[call["operation"]](**call["arguments"])
        return "reply", {"value": serialize_object(value, dict)}
    except Fault as fault:
        return "fault", {"fault": {"code": fault.code, "string": fault.message, "detail": fault_detail(fault)}}
    except Exception as error:  # whatever zeep could not do is the finding
        return "error", {"error": f"{type(error).__name__}: {error}"}


def main():
    plan = json.load(sys.stdin)
    session = requests.Session()
    session.trust_env = False
    transport = Transport(session=session, timeout=TIMEOUT_SECONDS, operation_timeout=TIMEOUT_SECONDS)
    token = UsernameToken(plan["user"], plan["password"])
    clients, failed = {}, 0
    for call in plan["calls"]:
        service = call["service"]
        if service not in clients:
            clients[service] = Client(f"{plan['baseUrl']}/Comercial/services/{service}?wsdl", transport=transport)
        clients[service].wsse = token if call["secured"] else None
        outcome, detail = outcome_of(clients[service], call)
        ok = outcome == call["expect"]
        failed += not ok
        line = {"stack": "zeep", "service": service, "operation": call["operation"], "ok": ok, "detail": detail}
        print(json.dumps(line, default=plain, ensure_ascii=False), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
