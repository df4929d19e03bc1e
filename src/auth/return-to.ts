export { safeReturnTo } from '../../samples/web-app/sign-in/index.ts';
