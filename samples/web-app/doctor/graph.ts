import type { Registration } from '../sign-in/index.ts';

/** Microsoft Graph in the national clouds, by the host of their authorities. */
const clouds: Record<string, string> = {
  'login.microsoftonline.us': 'https://graph.microsoft.us',
  'login.partner.microsoftonline.cn': 'https://microsoftgraph.chinacloudapi.cn',
};

/** What a token for Microsoft Graph is asked for with. The practice tenant's Graph has the same name. */
export const graphOf = ({ authority }: Registration): string =>
  clouds[new URL(authority).hostname] ?? 'https://graph.microsoft.com';
