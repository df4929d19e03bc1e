import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { User } from './model.ts';
import { seededPassword } from './seeded-users.ts';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const bytes = 32;

/** Users may enter a password they use elsewhere, so it's never kept as entered. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, bytes);
  return `${salt.toString('base64url')}.${hash.toString('base64url')}`;
}

export async function passwordMatches(user: User, password: string): Promise<boolean> {
  if (user.identity !== undefined) return false;
  if (user.passwordHash === undefined) return password === seededPassword;
  const [salt = '', hash = ''] = user.passwordHash.split('.');
  const given = await derive(password, Buffer.from(salt, 'base64url'), bytes);
  return timingSafeEqual(given, Buffer.from(hash, 'base64url'));
}
