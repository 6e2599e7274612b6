// Fetches a claim from a hub and recovers its signer with ethers; then flips every bit of every field, one after the
// other, and counts how often the signer is still recovered (must be never). Prints one JSON object.
import { TypedDataEncoder, verifyTypedData, getAddress } from 'ethers';

const [url] = process.argv.slice(2);
const claim = await (await fetch(url)).json();
const { domain, types, primaryType, message } = claim.typedData;
const { EIP712Domain: _, ...signedTypes } = types;
const recover = (data, signature) => {
  try {
    return verifyTypedData(domain, signedTypes, data, signature).toLowerCase();
  } catch {
    return null;
  }
};

const signer = recover(message, claim.signature);
const digest = TypedDataEncoder.hash(domain, signedTypes, message);

let flips = 0;
let survived = 0;
for (const field of signedTypes[primaryType]) {
  const bits = field.type === 'address' ? 160 : field.type === 'bytes32' ? 256 : Number(field.type.slice(4));
  const width = bits / 4;
  const value = BigInt(message[field.name]);
  for (let bit = 0; bit < bits; bit += 1) {
    let flipped = value ^ (1n << BigInt(bit));
    flipped = field.type.startsWith('uint') ? flipped.toString() : `0x${flipped.toString(16).padStart(width, '0')}`;
    if (field.type === 'address') flipped = getAddress(flipped);
    flips += 1;
    if (recover({ ...message, [field.name]: flipped }, claim.signature) === signer) survived += 1;
  }
}
const bytes = Buffer.from(claim.signature.slice(2), 'hex');
for (let bit = 0; bit < 512; bit += 1) {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3] ^= 1 << (bit & 7);
  flips += 1;
  if (recover(message, `0x${flipped.toString('hex')}`) === signer) survived += 1;
}

console.log(JSON.stringify({ device: claim.device ?? message.device, signer, digest, flips, survived }));
