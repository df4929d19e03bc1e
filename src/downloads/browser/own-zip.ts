import { tenantTypeFrom } from '../../scenarios/tenant-types.ts';
import { currentValues } from '../../your-tenant/browser/shown-values.ts';
import { fields } from '../../your-tenant/fields.ts';
import { zipWithValues } from '../zip-with-values.ts';

const list = new Intl.ListFormat('en');
/** In the middle of a sentence, only names keep their capitals. */
const inSentence = (label: string): string =>
  /^(?:App Service|GitHub)\b/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

/** Makes the zip in the browser and hands it to the browser's downloads. */
export async function downloadWithValues(button: HTMLButtonElement): Promise<void> {
  const { ownZip: name = '', valuesOf } = button.dataset;
  const status = button.parentElement?.querySelector('[data-own-zip-status]');
  const say = (words: string): void => status?.replaceChildren(words);
  const type = tenantTypeFrom(valuesOf);
  const values = (type && currentValues().values[type]) ?? {};
  button.ariaBusy = 'true';
  say('Making the zip …');
  try {
    const response = await fetch(`/downloads/${name}.zip`);
    if (!response.ok) throw new Error(`/downloads/${name}.zip: ${response.status}`);
    const made = zipWithValues(new Uint8Array(await response.arrayBuffer()), name, values);
    if (made.kind === 'lacks') {
      say(
        `First enter these values at the top of this page, under "Your tenant": ${list.format(made.fields.map((field) => inSentence(fields[field].label)))}.`,
      );
      return;
    }
    offer(made.bytes, `${name}-yours.zip`);
    say(`${name}-yours.zip is in your downloads. Add the secret to .env, and start the app.`);
  } catch {
    say(
      'The zip couldn’t be made, because the download failed. Check your connection and try again.',
    );
  } finally {
    button.ariaBusy = null;
  }
}

function offer(bytes: Uint8Array<ArrayBuffer>, fileName: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
