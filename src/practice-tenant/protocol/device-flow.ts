import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { showPage } from '../http/answer.ts';
import { confirmCode, deviceDeclined, deviceSignedIn, enterCode } from '../pages/device.ts';
import type { Html } from '../pages/html.ts';
import type { Realm } from '../tenant/realm.ts';

/** What oidc-provider throws when the user selects Cancel, here or on a later page. */
const canceled = 'AbortedError';

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>;

/** The pages of the device code flow, in the form oidc-provider asks for them. */
export function deviceFlow(realm: Realm): DeviceFlow {
  const send = (ctx: KoaContextWithOIDC, title: string, body: Html) =>
    showPage(ctx, { title, tenant: realm.tenant }, body);
  const action = (ctx: KoaContextWithOIDC) => ctx.oidc.urlFor('code_verification');
  const xsrf = (ctx: KoaContextWithOIDC) => String(ctx.oidc.session?.state?.['secret'] ?? '');
  return {
    enabled: true,
    mask: '*********',
    userCodeInputSource: async (
      ctx: KoaContextWithOIDC,
      _form: string,
      _out?: object,
      error?: Error,
    ) => {
      if (error?.name === canceled) return send(ctx, 'Canceled', deviceDeclined);
      send(ctx, 'Enter the code', enterCode(action(ctx), xsrf(ctx), error !== undefined));
    },
    userCodeConfirmSource: async (
      ctx: KoaContextWithOIDC,
      _form: string,
      client: Client,
      _device: object,
      code: string,
    ) => {
      const app = client.clientName ?? client.clientId;
      send(ctx, 'Confirm the code', confirmCode(action(ctx), xsrf(ctx), app, code));
    },
    successSource: async (ctx: KoaContextWithOIDC) => {
      const { client } = ctx.oidc;
      send(ctx, 'Signed in', deviceSignedIn(client?.clientName ?? client?.clientId ?? ''));
    },
  };
}
