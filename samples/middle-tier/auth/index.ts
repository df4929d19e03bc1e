// In the download this folder holds the protected API's own files; here they stand once.
export * from '../../protected-api/auth/index.ts';
