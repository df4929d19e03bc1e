import { type TenantType, tenantTypeFrom, tenantTypeList } from '../../scenarios/tenant-types.ts';
import { type FieldKey, fields, fieldsOf } from '../fields.ts';
import { check } from '../rules.ts';
import { element } from './element.ts';
import {
  changeValue,
  chooseTenantType,
  currentValues,
  deleteValues,
  shownTenantType,
  showValues,
  tenantTypeOfPage,
} from './shown-values.ts';

/** Builds the form when the panel is opened for the first time. */
export function showForm(panel: HTMLDetailsElement): void {
  const inputs = element('div', { className: 'your-tenant-fields' });
  const ignored = element('p', { className: 'your-tenant-ignored', role: 'status' });
  const tell = (): void => {
    const words = currentValues().ignored ?? '';
    if (ignored.textContent !== words) ignored.textContent = words;
  };
  tell();
  const form = element(
    'form',
    { className: 'your-tenant-form', noValidate: true, autocomplete: 'off' },
    promise(ignored),
    ...(tenantTypeOfPage() === undefined ? [tenantTypeChoice(inputs)] : []),
    inputs,
    deletion(inputs),
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const event of ['input', 'change']) form.addEventListener(event, tell);
  showFields(inputs);
  // Another tab has changed the values; the field in use stays as it is.
  addEventListener('storage', () => {
    const { values } = currentValues();
    for (const key of fieldsOf(shownTenantType())) {
      const input = inputs.querySelector<HTMLInputElement>(`#your-${key}`);
      const value = values[shownTenantType()]?.[key] ?? '';
      if (input && input !== document.activeElement && input.ariaInvalid !== 'true')
        input.value = value;
    }
  });
  panel.lastElementChild?.replaceWith(element('div', { className: 'your-tenant-panel' }, form));
  showValues();
}

function promise(ignored: HTMLElement): HTMLElement {
  return element(
    'div',
    {},
    element(
      'p',
      {},
      'Enter your own values once, and every page of this tenant type shows them in place of its placeholders. They stay in this browser: nothing is sent anywhere. Never enter a secret.',
    ),
    ignored,
  );
}

function tenantTypeChoice(inputs: HTMLElement): HTMLElement {
  const shown = shownTenantType();
  const select = element(
    'select',
    { id: 'your-tenant-type' },
    ...tenantTypeList.map(({ key, shortName }) =>
      element('option', { value: key, selected: key === shown }, shortName),
    ),
  );
  select.addEventListener('change', () => {
    const type = tenantTypeFrom(select.value);
    if (type) chooseTenantType(type);
    showFields(inputs);
  });
  const label = element('label', { htmlFor: select.id }, 'Tenant type');
  return element('div', { className: 'lab-field' }, label, select);
}

function showFields(place: HTMLElement): void {
  const type = shownTenantType();
  const keys = fieldsOf(type);
  const inGroup = (group: 'tenant' | 'more') =>
    keys.filter((key) => fields[key].group === group).map((key) => fieldFor(key, type));
  place.replaceChildren(
    element('div', { className: 'your-tenant-group' }, ...inGroup('tenant')),
    element(
      'details',
      {},
      element('summary', {}, 'For deployment and your API'),
      element('div', { className: 'your-tenant-group' }, ...inGroup('more')),
    ),
  );
}

function fieldFor(key: FieldKey, type: TenantType): HTMLElement {
  const { label, hint } = fields[key];
  const id = `your-${key}`;
  const error = element('span', { className: 'error', id: `${id}-error`, ariaLive: 'polite' });
  const input = element('input', {
    id,
    type: 'text',
    value: currentValues().values[type]?.[key] ?? '',
    spellcheck: false,
    autocapitalize: 'off',
    autocomplete: 'off',
  });
  input.setAttribute('aria-describedby', `${id}-hint ${id}-error`);

  const report = (sentence: string): void => {
    error.textContent = sentence;
    if (sentence === '') input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
  };
  /** While someone is still typing, nothing is called wrong that only isn't finished. */
  const look = (finished: boolean): void => {
    const checked = check(key, type, input.value);
    if (checked.kind === 'secret') input.value = '';
    if (checked.kind === 'value' && finished) input.value = checked.value;
    const hasMistake = checked.kind === 'mistake' || checked.kind === 'secret';
    const tells = finished || checked.kind === 'secret' || input.ariaInvalid === 'true';
    // A refused secret leaves an empty field, and its sentence stays until something else is typed.
    if (!(checked.kind === 'empty' && finished && error.textContent !== ''))
      report(hasMistake && tells ? checked.sentence : '');
    changeValue(type, key, checked.kind === 'value' ? checked.value : undefined);
  };
  input.addEventListener('input', (event) => {
    look(event instanceof InputEvent && event.inputType === 'insertFromPaste');
  });
  input.addEventListener('change', () => look(true));
  return element(
    'div',
    { className: 'lab-field' },
    element('label', { htmlFor: id }, label),
    input,
    element('small', { id: `${id}-hint` }, hint),
    error,
  );
}

function deletion(inputs: HTMLElement): HTMLElement {
  const button = element(
    'button',
    { type: 'button', className: 'lab-button quiet small' },
    'Delete all values',
  );
  const said = element('span', { role: 'status', className: 'your-tenant-said' });
  button.addEventListener('click', () => {
    deleteValues();
    showFields(inputs);
    said.textContent = 'All values are deleted.';
  });
  return element('div', { className: 'lab-actions' }, button, said);
}
