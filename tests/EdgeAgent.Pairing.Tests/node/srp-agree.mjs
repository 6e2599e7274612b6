// Reads one run a line (JSON, hex): salt, identity, password, a, b. Writes what fast-srp-hap makes of it, as both sides.
import { createInterface } from 'node:readline';
import srp from 'fast-srp-hap';

const { SRP, SrpClient, SrpServer } = srp;
const params = SRP.params[3072];
if (params.hash !== 'sha256') {
  throw new Error(`group 3072 comes with ${params.hash}`);
}
const pad = (hex) => hex.padStart(2 * 384, '0');
const secret = (side) => pad(side._S.toString('hex'));

for await (const line of createInterface({ input: process.stdin })) {
  const run = Object.fromEntries(Object.entries(JSON.parse(line)).map(([k, v]) => [k, Buffer.from(v, 'hex')]));
  const verifier = SRP.computeVerifier(params, run.salt, run.identity, run.password);
  const client = new SrpClient(params, run.salt, run.identity, run.password, run.a);
  const server = new SrpServer(params, verifier, run.b);
  const A = client.computeA();
  const B = server.computeB();
  client.setB(B);
  server.setA(A);
  console.log(JSON.stringify({
    verifier: pad(verifier.toString('hex')),
    publicA: pad(A.toString('hex')),
    publicB: pad(B.toString('hex')),
    clientSecret: secret(client),
    serverSecret: secret(server),
  }));
}
