import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { freePort } from '../free-ports.ts';
import { startProcess } from '../running-process.ts';
import { type OtherBrowser, patience } from './other-browser.ts';

const session = z.object({ sessionId: z.string() });
/** The name that the reference of an element is under: W3C WebDriver 2, section 11. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const element = z.object({ [elementKey]: z.string() });

/**
 * The engine of Safari as Debian ships it, on a display that nobody sees, by the few commands of
 * W3C WebDriver that a test needs.
 */
export async function openWebKitGtk(miniBrowser: string): Promise<OtherBrowser> {
  const display = await startProcess(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'],
    { cwd: '/', env: process.env, readyWhen: /^\d+\n/m },
  );
  const [number = ''] = /^\d+(?=\n)/m.exec(display.output()) ?? [];
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${number}`,
      LIBGL_ALWAYS_SOFTWARE: '1',
      // Its sandbox needs rights that root in a container doesn't have.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  const ended = once(driver, 'exit');
  const command = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method: body === undefined ? 'DELETE' : 'POST',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { value } = z.object({ value: z.unknown() }).parse(await response.json());
    if (!response.ok) throw new Error(`WebDriver: ${path}: ${JSON.stringify(value)}`);
    return value;
  };

  await listening(port);
  const options = { binary: miniBrowser, args: ['--automation'] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId } = session.parse(await command('', { capabilities }));
  const look = async (xpath: string): Promise<string | undefined> => {
    const found = await command(`/${sessionId}/elements`, { using: 'xpath', value: xpath });
    return z.array(element).parse(found)[0]?.[elementKey];
  };
  /** WebDriver's own wait ends with an error when a page ends meanwhile: each look is a command. */
  const find = async (xpath: string): Promise<string> => {
    for (const deadline = Date.now() + patience; Date.now() < deadline; await setTimeout(100)) {
      const found = await look(xpath);
      if (found !== undefined) return found;
    }
    throw new Error(`The page has no ${xpath}.`);
  };
  return {
    async open(url) {
      await command(`/${sessionId}/url`, { url });
    },
    async select(xpath) {
      await command(`/${sessionId}/element/${await find(xpath)}/click`, {});
    },
    async waitFor(xpath) {
      await find(xpath);
    },
    async measure(expression) {
      const script = `return ${expression}`;
      return Number(await command(`/${sessionId}/execute/sync`, { script, args: [] }));
    },
    async close() {
      await command(`/${sessionId}`);
      driver.kill();
      await ended;
      await display.stop();
    },
  };
}

/** The driver prints nothing when it is ready: it is when it takes connections. */
async function listening(port: number): Promise<void> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await setTimeout(50)) {
    const socket = connect(port, '127.0.0.1');
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => true),
      new Promise<false>((resolve) => socket.once('error', () => resolve(false))),
    ]);
    socket.destroy();
    if (outcome) return;
  }
  throw new Error(`WebKitWebDriver does not take connections on port ${port}.`);
}
