/** One value in DER: its tag, where its content begins, and where it ends. */
interface Element {
  tag: number;
  start: number;
  content: number;
  end: number;
}

function elementAt(bytes: Uint8Array, start: number): Element | undefined {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4) return undefined;
  let length = lengthBytes === 0 ? first : 0;
  for (let index = 0; index < lengthBytes; index += 1)
    length = length * 256 + (bytes[start + 2 + index] ?? 0);
  const content = start + 2 + lengthBytes;
  const end = content + length;
  return end > bytes.length ? undefined : { tag, start, content, end };
}

function childrenOf(bytes: Uint8Array, parent: Element | undefined): Element[] {
  const children: Element[] = [];
  for (let at = parent?.content ?? 0; parent !== undefined && at < parent.end; ) {
    const child = elementAt(bytes, at);
    if (child === undefined || child.end > parent.end) return [];
    children.push(child);
    at = child.end;
  }
  return children;
}

const sequence = 0x30;
const version = 0xa0;

/** The public key in an X.509 certificate (RFC 5280 §4.1), as its SubjectPublicKeyInfo; undefined if there is none. */
export function keyOfCertificate(
  certificate: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> | undefined {
  const [signedPart] = childrenOf(certificate, elementAt(certificate, 0));
  const fields = childrenOf(certificate, signedPart);
  // Serial number, algorithm, issuer, validity, and subject come before it, and usually the version.
  const key = fields[fields[0]?.tag === version ? 6 : 5];
  return key?.tag === sequence ? certificate.slice(key.start, key.end) : undefined;
}
