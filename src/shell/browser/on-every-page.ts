/* The script of every page, in one request. */
import './copy-code.ts';
import './menu.ts';
import '../../search/browser/search-open.ts';
import './prefetch.ts';
import '../../home/browser/remember-trace.ts';
import '../../home/browser/replay.ts';
