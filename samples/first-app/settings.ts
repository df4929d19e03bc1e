/** What `.env` says. */
export const {
  AUTHORITY = '',
  BROWSER_AUTHORITY = AUTHORITY,
  CLIENT_ID = '',
  CLIENT_SECRET = '',
  REDIRECT_URI = '',
  SESSION_SECRET = '',
  PORT = '3000',
} = process.env;
