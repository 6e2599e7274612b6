// judge.mjs suite              prints the groups of the public test suite: [{description, schema, tests: [{data}]}]
// judge.mjs validate  < cases  reads [{schema, texts}], prints for each text whether it is JSON that validates
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';

const here = dirname(fileURLToPath(import.meta.url));

if (process.argv[2] === 'suite') {
  const folder = join(here, 'node_modules', 'json-schema-test-suite', 'tests', 'draft4');
  const files = readdirSync(folder).filter(name => name.endsWith('.json'));
  console.log(JSON.stringify(files.flatMap(name => JSON.parse(readFileSync(join(folder, name), 'utf8')))));
} else {
  const cases = JSON.parse(readFileSync(0, 'utf8'));
  const verdicts = cases.map(({ schema, texts }) => {
    let validate;
    try {
      validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(schema);
    } catch (refused) {
      return texts.map(() => null); // no schema of this draft
    }
    return texts.map(text => {
      try {
        return validate(JSON.parse(text));
      } catch {
        return false;
      }
    });
  });
  console.log(JSON.stringify(verdicts));
}
