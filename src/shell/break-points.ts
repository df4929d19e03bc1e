/** The parts of a long address or name between which a line may end: after a slash or an underscore. */
export const breakPoints = (text: string): string[] => text.split(/(?<=[/_])(?=\w)/);
