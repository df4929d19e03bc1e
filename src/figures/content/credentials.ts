import type { BoxFigure } from '../model/figure.ts';

export const credentials: BoxFigure = {
  kind: 'boxes',
  title: 'What crosses the wire',
  description:
    'With a secret, the app sends the secret itself. With a certificate, it sends a statement signed with its key. With a federated credential, it sends a token from the platform it runs on. The tenant checks it against the registration.',
  boxes: [
    { id: 'secret', role: 'app', title: 'Secret', detail: 'shared with the tenant' },
    { id: 'secret-sent', role: 'thing', title: 'the secret itself' },
    { id: 'certificate', role: 'app', title: 'Certificate', detail: 'its key stays' },
    {
      id: 'certificate-sent',
      role: 'thing',
      title: 'a signed statement',
      detail: 'valid for minutes',
    },
    { id: 'federated', role: 'app', title: 'Federated', detail: 'no secret or key' },
    { id: 'federated-sent', role: 'thing', title: 'a token', detail: 'from the platform' },
    {
      id: 'tenant',
      role: 'provider',
      title: 'Tenant',
      detail: 'checks it against the registration',
    },
  ],
  arrows: [
    { from: 'secret', to: 'secret-sent', label: 'sends' },
    { from: 'certificate', to: 'certificate-sent', label: 'sends' },
    { from: 'federated', to: 'federated-sent', label: 'sends' },
    { from: 'secret-sent', to: 'tenant' },
    { from: 'certificate-sent', to: 'tenant' },
    { from: 'federated-sent', to: 'tenant' },
  ],
  wide: {
    columns: 3,
    gap: 56,
    at: {
      secret: [0, 0],
      'secret-sent': [1, 0],
      certificate: [0, 1],
      'certificate-sent': [1, 1],
      federated: [0, 2],
      'federated-sent': [1, 2],
      tenant: [2, 1],
    },
  },
  narrow: {
    columns: 2,
    gap: 50,
    at: {
      secret: [0, 0, 0.92],
      'secret-sent': [0.92, 0, 0.92],
      certificate: [0, 1, 0.92],
      'certificate-sent': [0.92, 1, 0.92],
      federated: [0, 2, 0.92],
      'federated-sent': [0.92, 2, 0.92],
      tenant: [0, 3, 2],
    },
  },
};
