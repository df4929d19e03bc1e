/**
 * The home page of an app: who has signed in, and a link to sign in or out where its library has it.
 * @param signOutMethod `post` for a library that signs out by a form only
 */
export function page(name, { signIn, signOut, signOutMethod = 'get' }) {
  if (name === undefined) return `<h1>Nobody</h1><p><a href="${signIn}">Sign in</a></p>`;
  const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const leave =
    signOutMethod === 'post'
      ? `<form method="post" action="${signOut}"><button>Sign out</button></form>`
      : `<a href="${signOut}">Sign out</a>`;
  return `<h1>${escaped}</h1><p>${leave}</p>`;
}
