import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../../../samples/web-app/sign-in/registration/environment.ts';
import { sessionLifetimeFrom } from '../../../../../samples/web-app/sign-in/registration/session-lifetime.ts';

describe('the session lifetime', () => {
  it('is an hour unused and eight in all when nothing is set', () => {
    const usual = { idle: 3600, absolute: 8 * 3600 };
    expect(sessionLifetimeFrom({})).toEqual(usual);
    expect(sessionLifetimeFrom({ SESSION_IDLE_MINUTES: '', SESSION_MAX_MINUTES: ' ' })).toEqual(
      usual,
    );
  });

  it('is read in minutes and given in seconds', () => {
    const environment = { SESSION_IDLE_MINUTES: '15', SESSION_MAX_MINUTES: '90' };
    expect(sessionLifetimeFrom(environment)).toEqual({ idle: 900, absolute: 5400 });
  });

  it.each(['0', '-5', '1.5', '1h', '10081'])('refuses %s with a sentence', (text) => {
    expect(() => sessionLifetimeFrom({ SESSION_MAX_MINUTES: text })).toThrow(
      'SESSION_MAX_MINUTES must be a whole number of minutes from 1 to 10080.',
    );
  });

  it('reports both mistakes together', () => {
    const environment = { SESSION_IDLE_MINUTES: 'x', SESSION_MAX_MINUTES: 'y' };
    expect(() => sessionLifetimeFrom(environment)).toThrow(/IDLE[\s\S]*\n[\s\S]*MAX/);
  });

  it('refuses an idle time that is longer than the whole', () => {
    const environment = { SESSION_IDLE_MINUTES: '500' };
    expect(() => sessionLifetimeFrom(environment)).toThrow('must not be more than');
  });

  it('may be a minute, a week, or the same unused and in all', () => {
    const of = (idle: string, max: string) =>
      sessionLifetimeFrom({ SESSION_IDLE_MINUTES: idle, SESSION_MAX_MINUTES: max });
    expect(of('1', '1')).toEqual({ idle: 60, absolute: 60 });
    expect(of('10080', '10080')).toEqual({ idle: 604_800, absolute: 604_800 });
    expect(() => of('1', '0')).toThrow('from 1 to 10080');
    for (const wrong of ['0', '10081'])
      expect(() => of(wrong, '10080')).toThrow(
        'SESSION_IDLE_MINUTES must be a whole number of minutes from 1 to 10080.',
      );
  });

  it('unused is never longer than in all, also if only the whole is set', () => {
    expect(sessionLifetimeFrom({ SESSION_MAX_MINUTES: '30' })).toEqual({
      idle: 1800,
      absolute: 1800,
    });
  });

  it('is told to be wrong once, and names the variable first', () => {
    const mistakes = (environment: Record<string, string>) => {
      try {
        sessionLifetimeFrom(environment);
        return [];
      } catch (error) {
        return error instanceof ConfigurationError ? error.mistakes : [error];
      }
    };
    expect(mistakes({ SESSION_IDLE_MINUTES: '61', SESSION_MAX_MINUTES: '60' })).toEqual([
      'SESSION_IDLE_MINUTES must not be more than SESSION_MAX_MINUTES, because a session ends at the maximum.',
    ]);
    expect(mistakes({ SESSION_IDLE_MINUTES: '600', SESSION_MAX_MINUTES: 'x' })).toHaveLength(1);
  });
});
