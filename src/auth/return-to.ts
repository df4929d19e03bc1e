// For pages: they import the live demo, not the sample that it runs.
export { safeReturnTo } from '../../samples/web-app/sign-in/index.ts';
