/** What this site's buttons send. Anything else would only fill the trace, which is kept in memory. */
const ownFields = ['tenantType', 'returnTo', 'scopes', 'userFlow', 'claims'];
/** In characters: as long as the claims that a sign-in passes on. */
const longestValue = 2_000;

/** The fields of a posted form by name; undefined if the body isn't a form. */
export async function postedFields(request: Request): Promise<Map<string, string> | undefined> {
  try {
    const form = await request.formData();
    return new Map(
      ownFields.flatMap((name) => {
        const value = form.get(name);
        return typeof value === 'string' && value.length <= longestValue ? [[name, value]] : [];
      }),
    );
  } catch {
    return undefined;
  }
}
