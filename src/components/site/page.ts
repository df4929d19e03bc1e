/* The script of every page, in one request. */
import './copy-code.ts';
import './menu.ts';
import './search-open.ts';
import './prefetch.ts';
import './remember-trace.ts';
import './replay.ts';
