import { defineRouteMiddleware } from '@astrojs/starlight/route-data';

/** A page that belongs to no room has no sidebar: another room's would mislead. */
export const onRequest = defineRouteMiddleware(({ locals: { starlightRoute } }) => {
  if (!starlightRoute.id.includes('/')) starlightRoute.hasSidebar = false;
});
