// The registry of decorators must exist before @peculiar/x509 loads, so every file imports it from here.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(crypto);

export { x509 };
