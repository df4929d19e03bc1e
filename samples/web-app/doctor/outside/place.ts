/** Where the app is, and where its parts are. */
export interface Place {
  /** Scheme, host, and port, as browsers reach it. */
  origin: URL;
  /** Where http would be at the same name; undefined when it can't be told. */
  httpOrigin: string | undefined;
  /** Paths of the app. */
  paths: Paths;
  /** The addresses of a host, by the operating system. */
  addressesOf(host: string): Promise<readonly string[]>;
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Paths {
  /** A page with the button that signs in. */
  home: string;
  signIn: string;
  redirect: string;
  frontChannelLogout: string;
}

/** As in the downloads. */
export const samplePaths: Paths = {
  home: '/',
  signIn: '/auth/sign-in',
  redirect: '/auth/redirect',
  frontChannelLogout: '/auth/front-channel-logout',
};

/** Only the usual port of https says where http is. */
export const httpOriginOf = ({ protocol, port, hostname }: URL): string | undefined =>
  protocol === 'https:' && port === '' ? `http://${hostname}` : undefined;

/** Only this machine reaches it. */
export const isLocal = ({ hostname }: URL): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost');
