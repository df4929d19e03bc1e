for (const button of document.querySelectorAll<HTMLButtonElement>('[data-own-zip]'))
  button.addEventListener('click', () =>
    import('./own-zip.ts').then(({ downloadWithValues }) => downloadWithValues(button)),
  );

export {};
