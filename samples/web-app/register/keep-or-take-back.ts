import { Stop } from './stop.ts';

/** A credential that can't be kept in a file would be of no use to anyone. @throws Stop */
export async function keepOrTakeBack(
  what: string,
  keep: () => void,
  takeBack: () => Promise<void>,
): Promise<void> {
  try {
    keep();
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) };
    await takeBack();
    throw new Stop(
      `${what} couldn't be written to a file (${message}), so it was removed from the application. Make the folder writable, and run it again.`,
    );
  }
}
