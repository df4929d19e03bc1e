// In the download this is the protected API's file.
export * from '../protected-api/listen.ts';
