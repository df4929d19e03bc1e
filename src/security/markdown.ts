import { checks } from './checks.ts';
import { type Evidence, shown } from './evidence.ts';
import { faults } from './faults.ts';
import type { Item } from './item.ts';

/** SECURITY.md of the sample: the same list as the security page, without what concerns only the site. */
export function securityList(evidence: Evidence): string {
  const versions = Object.entries(evidence.versions).map(([name, version]) => `${name} ${version}`);
  return `# Security of this app

What attackers and bad luck do, how this app responds, and where that is in the code. Each number is in the name of an automated test of Sign-in Lab; the last run was on ${evidence.date} with ${versions.join(', ')}. The last column shows how many tests passed.

The app limits only how many sign-ins one address may start (\`SIGN_IN_LIMIT\`), so put a proxy in front of it that limits the rest. Keep \`.env\` out of version control. The app can’t protect itself from an attacker who can read the files or the memory of its process.

${[...checks, { title: 'When something breaks', items: faults }].map(({ title, items }) => `## ${title}\n\n${table(items, evidence)}`).join('\n\n')}
`;
}

function table(items: readonly Item[], evidence: Evidence): string {
  const rows = items.filter(concernsTheSample).map((item) => {
    const done = item.notHere ?? item.done;
    const where = ownFiles(item).map((file) => `\`${file}\``);
    const tests = item.notHere ? '–' : shown(item, evidence).passed;
    return `| ${item.id} | ${item.what} | ${done} | ${where.join(' ')} | ${tests} |`;
  });
  return ['| | What happens | What this app does | Where | Tests |', '|-|-|-|-|-|', ...rows].join(
    '\n',
  );
}

const ownFiles = ({ where }: Item): string[] => where.filter((file) => !file.startsWith('src/'));

const concernsTheSample = (item: Item): boolean =>
  item.notHere !== undefined || ownFiles(item).length > 0;
