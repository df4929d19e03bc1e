/** The name of the key that signs the samples: it marks them. */
export const sampleKeyName = 'sign-in-lab-sample';
