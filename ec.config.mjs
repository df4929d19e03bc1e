// Read by Expressive Code; the rest of its settings is in src/starlight/starlight-options.ts.
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { codeInTokens } from './src/starlight/code-in-tokens.ts';
import { focusableCode } from './src/starlight/focusable-code.ts';

export default defineEcConfig({ plugins: [codeInTokens(), focusableCode()] });
