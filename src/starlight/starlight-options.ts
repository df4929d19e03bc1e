import type { StarlightUserConfig } from '@astrojs/starlight/types';
import { history } from '../shell/page-history.ts';
import { codeTheme } from '../shell/styles/code-theme.ts';

/**
 * What makes Starlight look like this site: style sheets, the components that replace its own
 * (fewer bytes, no storage before the reader acts), and the look of code.
 */
export const starlightOptions = {
  ...(history.editBase !== undefined && { editLink: { baseUrl: history.editBase } }),
  lastUpdated: history.isKnown,
  customCss: [
    './src/shell/styles/tokens.css',
    'virtual:tenant-types.css',
    './src/shell/styles/starlight.css',
    './src/shell/styles/prose.css',
    './src/shell/styles/shell.css',
    './src/shell/styles/navigation.css',
    './src/search/search.css',
    './src/shell/styles/components.css',
    './src/shell/styles/forms.css',
    './src/shell/styles/code.css',
    './src/shell/styles/steps.css',
    './src/shell/styles/print.css',
    './src/tutorial/tutorial.css',
    './src/your-tenant/your-tenant.css',
  ],
  routeMiddleware: './src/starlight/route-data.ts',
  // Headings of steps get a link to themselves too.
  markdown: { processedDirs: ['./src/content/tutorials'] },
  components: {
    Footer: './src/starlight/Footer.astro',
    Head: './src/shell/Head.astro',
    Header: './src/starlight/Header.astro',
    Hero: './src/starlight/Hero.astro',
    MarkdownContent: './src/starlight/MarkdownContent.astro',
    MobileTableOfContents: './src/shell/MobileTableOfContents.astro',
    PageFrame: './src/shell/PageFrame.astro',
    PageTitle: './src/starlight/PageTitle.astro',
    Sidebar: './src/starlight/Sidebar.astro',
    TableOfContents: './src/shell/TableOfContents.astro',
    SkipLink: './src/starlight/SkipLink.astro',
    ThemeProvider: './src/shell/ThemeProvider.astro',
  },
  expressiveCode: {
    themes: [codeTheme],
    useStarlightDarkModeSwitch: false,
    useStarlightUiThemeColors: false,
    // copy-code.ts does it without a second copy of the code in every page.
    frames: { showCopyToClipboardButton: false },
    // Beside the sample pane, a step has room for some 40 characters a line: nothing to copy is cut off.
    defaultProps: { overridesByLang: { 'sh,text,ts': { wrap: true } } },
    // The theme's colors are names that code.css looks for; tests/look checks the contrast.
    minSyntaxHighlightingColorContrast: 0,
    useThemedScrollbars: false,
    useThemedSelectionColors: false,
    styleOverrides: {
      borderRadius: 'var(--lab-radius)',
      borderColor: 'var(--lab-line)',
      codeBackground: 'var(--lab-surface)',
      codeForeground: 'var(--lab-ink)',
      focusBorder: 'var(--lab-focus)',
      codeFontFamily: 'var(--lab-font-mono)',
      codeFontSize: '0.875rem',
      codeLineHeight: '1.65',
      uiFontFamily: 'var(--lab-font)',
      uiFontSize: '0.8125rem',
      textMarkers: {
        insBackground: 'var(--lab-ok-surface)',
        insBorderColor: 'var(--lab-ok-text)',
        insDiffIndicatorColor: 'var(--lab-ok-text)',
        delBackground: 'var(--lab-danger-surface)',
        delBorderColor: 'var(--lab-danger-text)',
        delDiffIndicatorColor: 'var(--lab-danger-text)',
      },
      frames: {
        copyIcon: 'none',
        shadowColor: 'transparent',
        frameBoxShadowCssValue: 'none',
        editorBackground: 'var(--lab-surface)',
        editorActiveTabBackground: 'var(--lab-surface)',
        editorActiveTabForeground: 'var(--lab-ink)',
        editorActiveTabIndicatorTopColor: 'transparent',
        editorActiveTabIndicatorBottomColor: 'transparent',
        editorActiveTabBorderColor: 'transparent',
        editorTabBarBackground: 'var(--lab-surface)',
        editorTabBarBorderBottomColor: 'var(--lab-line)',
        terminalBackground: 'var(--lab-surface)',
        terminalTitlebarBackground: 'var(--lab-surface)',
        terminalTitlebarBorderBottomColor: 'var(--lab-line)',
        terminalTitlebarDotsForeground: 'var(--lab-line-strong)',
        terminalTitlebarDotsOpacity: '0.6',
      },
    },
  },
} satisfies Partial<StarlightUserConfig>;
