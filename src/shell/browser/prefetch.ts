/*
 * Fetches a page shortly before it is asked for: when the pointer rests on a link or the keyboard
 * reaches it. Only static pages of this site (their addresses end in a slash, and a demo is made
 * on demand), and not when the reader saves data.
 */
const restsFor = 80;
const fetched = new Set([location.pathname]);
let timer: ReturnType<typeof setTimeout> | undefined;

function consider({ target }: Event): void {
  clearTimeout(timer);
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link || link.origin !== location.origin || savesData()) return;
  const { pathname } = link;
  if (!pathname.endsWith('/') || pathname.startsWith('/demo/') || fetched.has(pathname)) return;
  timer = setTimeout(() => {
    fetched.add(pathname);
    const hint = document.createElement('link');
    hint.rel = 'prefetch';
    hint.href = pathname;
    document.head.append(hint);
  }, restsFor);
}

function savesData(): boolean {
  return matchMedia('(prefers-reduced-data: reduce)').matches;
}

addEventListener('pointerover', consider, { passive: true });
addEventListener('focusin', consider, { passive: true });

export {};
