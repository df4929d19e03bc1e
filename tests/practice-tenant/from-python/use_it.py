"""Uses the practice tenant from another language's tests: start, sign in, move the clock, stop.

Python's standard library only. The arguments are the command that starts it. Prints what happened as JSON.
"""

import base64
import hashlib
import http.cookiejar
import json
import secrets
import ssl
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

process = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
practice = json.loads(process.stdout.readline())

tenant = practice["tenants"]["entra-id"]
app = next(each for each in tenant["registrations"] if each["name"] == "My app")
tls = ssl.create_default_context(cafile=practice["caCertificateFile"])


def fetch(address, method="GET", data=None, headers=None):
    request = urllib.request.Request(address, data, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, context=tls) as response:
            return json.loads(response.read() or "null")
    except urllib.error.HTTPError as error:
        return json.loads(error.read())


def admin(method, path, body=None):
    headers = {
        "authorization": f"Bearer {practice['admin']['key']}",
        "content-type": "application/json",
    }
    data = None if body is None else json.dumps(body).encode()
    return fetch(practice["admin"]["address"] + path, method, data, headers)


def token(**fields):
    fields = {"client_id": app["clientId"], "client_secret": app["secret"], **fields}
    return fetch(metadata["token_endpoint"], "POST", urllib.parse.urlencode(fields).encode())


class StopAtApp(urllib.request.HTTPRedirectHandler):
    """The app isn't running, so its address is where the browser stops."""

    def redirect_request(self, request, body, code, message, headers, address):
        if address.startswith(app["redirectUris"][0]):
            raise StopIteration(address)
        return super().redirect_request(request, body, code, message, headers, address)


def sign_in(username, password):
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    query = {
        "client_id": app["clientId"],
        "response_type": "code",
        "redirect_uri": app["redirectUris"][0],
        "scope": "openid profile offline_access User.Read",
        "code_challenge": challenge.decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    browser = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), StopAtApp()
    )
    address = f"{metadata['authorization_endpoint']}?{urllib.parse.urlencode(query)}"
    page = browser.open(address)
    form = {"do": "password", "username": username, "password": password}
    try:
        browser.open(page.url, urllib.parse.urlencode(form).encode())
    except StopIteration as stopped:
        answer = urllib.parse.parse_qs(urllib.parse.urlsplit(stopped.value).query)
        return token(
            grant_type="authorization_code",
            code=answer["code"][0],
            redirect_uri=app["redirectUris"][0],
            code_verifier=verifier,
        )
    raise AssertionError("The sign-in didn't come back to the app.")


def claims(jwt):
    payload = jwt.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


metadata = fetch(tenant["metadata"])
own = token(grant_type="client_credentials", scope="https://graph.microsoft.com/.default")
signed_in = sign_in("sam@contoso.onmicrosoft.com", "correct horse")
renew = {"grant_type": "refresh_token", "refresh_token": signed_in["refresh_token"]}
me = {"authorization": f"Bearer {signed_in['access_token']}"}
graph = f"{practice['origins']['apps']}/graph/v1.0/me"
before = fetch(graph, headers=me)
clock = admin("PUT", "/clock", {"advanceSeconds": 91 * 86_400})
after = fetch(graph, headers=me)
renewed = token(**renew)

process.terminate()
status = process.wait()

print(
    json.dumps(
        {
            "appToken": claims(own["access_token"]),
            "idToken": claims(signed_in["id_token"]),
            "before": before,
            "clock": clock,
            "after": after,
            "renewed": renewed,
            "status": status,
            "caCertificateFile": practice["caCertificateFile"],
            "front": practice["origins"]["front"],
        }
    )
)
