type Child = Node | string | undefined | false;

/** An element with its content. Text stays text: whatever a token contains, none of it becomes markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> & { data?: Record<string, string> },
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  const { data, ...own } = properties;
  Object.assign(made, own);
  Object.assign(made.dataset, data);
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

export const linkTo = ({ label, href }: { label: string; href: string }): HTMLAnchorElement =>
  element('a', { href }, label);
