import { causesOf } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import {
  certificateAddress,
  trustPracticeTenant,
  usesPracticeTenant,
} from '../practice-certificate.ts';

/** Only for a .env of the practice tenant: whether it runs. */
export const practiceTenant = check({
  id: 'practice-tenant',
  title: 'Practice tenant',
  needs: ['environment', 'networkInUse'],
  provides: ['trust'],
  async run(say, { environment }, surroundings) {
    if (!usesPracticeTenant(environment)) return { findings: [], learned: { trust: 'own' } };
    const address = certificateAddress(environment);
    try {
      await trustPracticeTenant(environment, surroundings);
      const finding = say.ok('it runs, and the app trusts its certificate');
      return { findings: [finding], learned: { trust: 'practice-tenant' } };
    } catch (error) {
      return say.failed(
        `no certificate from ${address}: ${causesOf(error)}`,
        'Run npm start in the Sign-in Lab folder first. For your own tenant, use .env.sample instead of .env.practice.',
      );
    }
  },
});
