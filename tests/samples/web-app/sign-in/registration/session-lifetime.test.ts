import { describe, expect, it } from 'vitest';
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
});
