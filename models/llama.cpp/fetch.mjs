// Puts the llama.cpp libraries of both architectures under <target>/<runtime identifier>/. npm checks the integrity
// hashes of package-lock.json. Safe beside other builds: it works in a folder of its own and renames file by file, so
// that a reader sees the old file or the new one, and a running program keeps the file that it has mapped.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [source, target] = process.argv.slice(2);
const runtimeIdentifiers = ['linux-x64', 'linux-arm64'];
// Without the Node.js addon and the helper library that only it uses.
const wanted = name => /^lib(llama|ggml).*\.so$/.test(name) && !name.startsWith('libllama-common');

mkdirSync(target, { recursive: true });
const work = mkdtempSync(join(target, '.fetch-'));
try {
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    copyFileSync(join(source, file), join(work, file));
  }
  // --force: each package names its own processor, and this machine has only one of the two.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--force', '--loglevel=error'], { cwd: work, encoding: 'utf8' });
  if (npm.status !== 0) {
    const lines = `${npm.error?.message ?? ''}\n${npm.stderr ?? ''}`.split('\n').map(line => line.trim());
    const reasons = lines.filter(line => line !== '' && !line.includes('complete log'));
    console.error(`fetch.mjs: npm ci failed: ${reasons.slice(0, 4).join(' | ')}`);
    process.exitCode = 1;
  } else {
    for (const rid of runtimeIdentifiers) {
      const bins = join(work, 'node_modules', '@node-llama-cpp', rid, 'bins', rid);
      mkdirSync(join(target, rid), { recursive: true });
      for (const name of readdirSync(bins).filter(wanted)) {
        renameSync(join(bins, name), join(target, rid, name));
      }
      copyFileSync(join(source, 'THIRD-PARTY-NOTICES.txt'), join(bins, 'notices'));
      renameSync(join(bins, 'notices'), join(target, rid, 'THIRD-PARTY-NOTICES.txt'));
    }
    writeFileSync(join(work, 'stamp'), new Date().toISOString());
    renameSync(join(work, 'stamp'), join(target, 'fetched.stamp'));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
