import { describe, expect, test } from 'vitest';
import { claimsRequest } from '../../../../../samples/web-app/sign-in/index.ts';

const withLength = (length: number) => {
  const frame = '{"access_token":{"x":""}}';
  return frame.replace('""', `"${'y'.repeat(length - frame.length)}"`);
};
const codeOf = (text: string) => {
  try {
    return claimsRequest(text) === text ? 'unchanged' : 'changed';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

describe('a claims request', () => {
  test.each([
    ['{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'],
    ['{ "id_token": {"auth_time": null}, "userinfo": {}, "x": 1 }'],
    ['{}'],
    [withLength(4_096)],
  ])('%s goes on as it is', (text) => {
    expect(codeOf(text)).toBe('unchanged');
  });

  test.each([
    [''],
    ['{'],
    ['[]'],
    ['1'],
    ['null'],
    ['"text"'],
    ['{"id_token":null}'],
    ['{"id_token":"x"}'],
    ['{"access_token":null}'],
    ['{"access_token":[]}'],
    ['{"userinfo":"x"}'],
    [withLength(4_097)],
  ])('%s is refused in words of its own', (text) => {
    expect(codeOf(text)).toBe('claims_unusable');
  });
});
