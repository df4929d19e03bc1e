/**
 * The address of the project's repository, as GitHub and GitLab have it.
 * @param setting REPOSITORY_URL
 * @returns undefined if there is no such setting
 * @throws an Error of one sentence when that is not an https address
 */
export function repositoryAddress(setting: string | undefined): string | undefined {
  if (!setting) return undefined;
  const url = URL.parse(setting);
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '')
    throw new Error(
      'REPOSITORY_URL must be the https address of the repository, for example REPOSITORY_URL=https://github.com/owner/name, or be left out.',
    );
  return url.href.replace(/\/$/, '');
}
