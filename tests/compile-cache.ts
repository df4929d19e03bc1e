/** For the environment of every program of ours that a test starts: where `npm test` lets Node keep what it compiled. */
export const compileCache = { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };
