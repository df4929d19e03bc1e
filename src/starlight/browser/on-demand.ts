/*
 * What is fetched when someone asks for it: search, the reader's own values, the zip with them. One
 * script, so that what they need to fetch a module comes once and no page makes another request.
 */
import '../../search/browser/search-open.ts';
import '../../your-tenant/browser/start.ts';
import '../../downloads/browser/own-zip-buttons.ts';
