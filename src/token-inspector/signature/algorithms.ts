/** A signature algorithm of RFC 7518 §3.1 as WebCrypto names it. */
export interface Algorithm {
  import: RsaHashedImportParams | EcKeyImportParams;
  verify: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
}

const curves = { '256': 'P-256', '384': 'P-384', '512': 'P-521' } as const;
const saltLengths = { '256': 32, '384': 48, '512': 64 } as const;

/** Undefined for what a public key can't check, such as HS256 and “none”. */
export function algorithmOf(name: unknown): Algorithm | undefined {
  const [, family, size] =
    /^(RS|PS|ES)(256|384|512)$/.exec(typeof name === 'string' ? name : '') ?? [];
  if (size !== '256' && size !== '384' && size !== '512') return undefined;
  const hash = `SHA-${size}`;
  if (family === 'ES') {
    const own = { name: 'ECDSA' };
    return {
      import: { ...own, namedCurve: curves[size] },
      verify: { ...own, hash },
    };
  }
  const own = { name: family === 'RS' ? 'RSASSA-PKCS1-v1_5' : 'RSA-PSS' };
  const verify = family === 'RS' ? own : { ...own, saltLength: saltLengths[size] };
  return { import: { ...own, hash }, verify };
}
