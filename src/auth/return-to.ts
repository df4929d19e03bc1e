// For pages: they import the live demo and not the sample behind it.
export { safeReturnTo } from '../../samples/web-app/sign-in/index.ts';
