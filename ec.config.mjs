// Read by Expressive Code; the rest of its settings is in src/components/site/starlight-shell.ts.
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { leanCode } from './src/components/site/lean-code.ts';

export default defineEcConfig({ plugins: [leanCode()] });
