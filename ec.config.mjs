// Read by Expressive Code; the rest of its settings is in src/shell/starlight/starlight-shell.ts.
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { leanCode } from './src/shell/lean-code.ts';

export default defineEcConfig({ plugins: [leanCode()] });
