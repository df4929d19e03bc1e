/** What this site's buttons send. Anything else would only fill the trace, which is kept in memory. */
const ownFields = ['demo', 'returnTo', 'scopes', 'userFlow', 'claims', 'prompt', 'fault'];
/** In characters. The sign-in refuses claims of this length, so what is cut off isn't missed. */
const longestValue = 4_097;

/** The fields of a posted form by name; undefined if the body isn't a form. */
export async function postedFields(request: Request): Promise<Map<string, string> | undefined> {
  try {
    const form = await request.formData();
    return new Map(
      ownFields.flatMap((name) => {
        const value = form.get(name);
        if (typeof value !== 'string') return [];
        if (name === 'claims') return [[name, value.slice(0, longestValue)]];
        return value.length < longestValue ? [[name, value]] : [];
      }),
    );
  } catch {
    return undefined;
  }
}
