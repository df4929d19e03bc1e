// `npm run dev` and `npm run build`: Astro's own command, which tells nobody that it ran.
process.env.ASTRO_TELEMETRY_DISABLED = '1';
await import('../node_modules/astro/bin/astro.mjs');
