// Read by Expressive Code; the rest of its settings is in src/starlight/starlight-options.ts.
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { leanCode } from './src/starlight/lean-code.ts';

export default defineEcConfig({ plugins: [leanCode()] });
