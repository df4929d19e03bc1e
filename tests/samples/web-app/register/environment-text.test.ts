import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  startingText,
  startsFromTemplate,
} from '../../../../samples/web-app/register/environment-text.ts';
import { webApp } from '../../../../samples/web-app/register/web-app.ts';
import { inHostedWords } from '../../../../src/local-addresses/hosted-words.ts';
import { webAppFolder } from '../running-web-app.ts';

const app = webApp('.env.sample');
const template = await readFile(`${webAppFolder}.env.sample.entra-id`, 'utf8');
const practice = await readFile(`${webAppFolder}.env.practice.entra-id`, 'utf8');

let folder: string;
beforeEach(() => {
  folder = `${mkdtempSync(join(tmpdir(), 'environment-'))}/`;
  writeFileSync(`${folder}.env.sample`, template);
  writeFileSync(`${folder}.env.practice`, practice);
});
afterEach(() => rmSync(folder, { recursive: true }));

const inYourTenant = () => ({
  app,
  surroundings: { folder },
  settings: { practiceTenant: undefined },
});

describe('for your own tenant, after the tutorial ran on the practice tenant', () => {
  test('an unchanged copy of the practice tenant’s file gives way to the template', () => {
    writeFileSync(`${folder}.env`, practice);
    expect(startsFromTemplate(inYourTenant())).toBe(true);
    expect(startingText(inYourTenant())).not.toContain('https://localhost:8443');
    expect(startingText(inYourTenant())).toContain('Copy this file to .env');
  });

  test('a changed one stays, but no longer claims that its secret is public', () => {
    writeFileSync(`${folder}.env`, `${practice}MY_OWN=stays\n`);
    expect(startsFromTemplate(inYourTenant())).toBe(false);
    expect(startingText(inYourTenant())).toContain('MY_OWN=stays');
    expect(practice).toContain('public on purpose');
    expect(startingText(inYourTenant())).not.toContain('public on purpose');
  });

  test('one of a lab no longer claims that it works until practice tenants end', () => {
    const hosted = inHostedWords(
      practice,
      { siteOrigin: 'https://lab.example' },
      '/.env.practice.entra-id',
    );
    expect(hosted).toContain('until your practice tenants end');
    writeFileSync(`${folder}.env`, `${hosted}MY_OWN=stays\n`);
    expect(startingText(inYourTenant())).toContain('MY_OWN=stays');
    expect(startingText(inYourTenant())).not.toContain('until your practice tenants end');
  });
});

test('for the practice tenant, its file stays', () => {
  writeFileSync(`${folder}.env`, practice);
  const origin = 'https://localhost:8443';
  const practiceTenant = {
    origin,
    frontOrigin: '',
    customDomainOrigin: '',
    siteOrigin: '',
    isTrusted: false,
  };
  const settings = { practiceTenant };
  expect(startingText({ ...inYourTenant(), settings })).toBe(practice);
});
