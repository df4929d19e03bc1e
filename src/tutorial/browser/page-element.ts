/** An element of another page of this site, ready to be put into this one; null when it cannot be had. */
export async function elementOf(href: string, selector: string): Promise<HTMLElement | null> {
  const response = await fetch(href).catch(() => undefined);
  if (!response?.ok) return null;
  // The other page's policy allows its styles, this page's may not; the element needs none of them.
  const html = (await response.text()).replace(/<style[\s\S]*?<\/style>/g, '');
  const page = new DOMParser().parseFromString(html, 'text/html');
  const element = page.querySelector<HTMLElement>(selector);
  return element && document.importNode(element, true);
}
