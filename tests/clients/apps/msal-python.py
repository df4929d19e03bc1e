"""A web app and a daemon of MSAL Python: a line of JSON out for each step, and one in for what the browser brings back."""

import json
import os
import sys

import msal
import requests

settings = json.loads(os.environ["SETTINGS"])


def client(authority):
    # The real service's list of hosts doesn't have this one.
    return msal.ConfidentialClientApplication(
        settings["client_id"],
        client_credential=settings["secret"],
        authority=authority,
        validate_authority=False,
        instance_discovery=False,
    )


def say(**step):
    print(json.dumps(step), flush=True)


app = client(settings["authority"])
flow = app.initiate_auth_code_flow(
    settings["scopes"], redirect_uri=settings["redirect_uri"]
)
say(address=flow["auth_uri"])
first = app.acquire_token_by_auth_code_flow(flow, json.loads(sys.stdin.readline()))
account = app.get_accounts()[0]
cached = app.acquire_token_silent(settings["scopes"], account)
renewed = app.acquire_token_silent(settings["scopes"], account, force_refresh=True)
call = requests.get(
    settings["api"], headers={"Authorization": "Bearer " + renewed["access_token"]}
)
daemon = client(settings["authority"]).acquire_token_for_client([settings["app_scope"]])
say(
    name=first["id_token_claims"]["name"],
    from_cache=cached["access_token"] == first["access_token"],
    is_new=renewed["access_token"] != first["access_token"],
    owner=call.json().get("owner"),
    daemon=daemon.get("access_token", daemon.get("error_description")),
)
