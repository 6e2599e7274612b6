// Puts the source of the pinned llama.cpp build under <target>/<commit>/ and prints that folder. npm checks the
// integrity hash of package-lock.json. Safe beside other runs: each works in a folder of its own and renames it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [target, commit] = [resolve(process.argv[2]), process.argv[3]];
const source = join(target, commit);

function run(program, ...args) {
  const child = spawnSync(program, args, { encoding: 'utf8' });
  if (child.status !== 0) {
    throw new Error(`${program} ${args[0]} failed: ${child.error?.message ?? ''}${child.stderr ?? ''}`);
  }
  return child.stdout.trim();
}

if (!existsSync(source)) {
  mkdirSync(target, { recursive: true });
  const work = mkdtempSync(join(target, '.fetch-'));
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(join(here, file), join(work, file));
    }
    run('npm', 'ci', '--prefix', work, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
    const bundle = join(work, 'node_modules', 'node-llama-cpp', 'llama', 'gitRelease.bundle');
    const clone = join(work, 'clone');
    run('git', 'clone', '--quiet', '--config', 'advice.detachedHead=false', bundle, clone);
    const found = run('git', '-C', clone, 'rev-parse', 'HEAD');
    if (found !== commit) {
      throw new Error(`The bundle holds commit ${found}, the binding was written for ${commit}.`);
    }
    try {
      renameSync(clone, source);
    } catch (taken) {
      if (!existsSync(source)) {
        throw taken; // another run was not faster: it is a real failure
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
console.log(source);
