/** The name under which a browser keeps which lessons are finished, beside the tracks of the tutorials. */
export const progressTrack = 'attack-lab';
