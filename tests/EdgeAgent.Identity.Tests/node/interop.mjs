// Reads {typed: [{json, signature, secret}], dids: [{key, pkh}]} from standard input, and writes what ethers, viem and
// the DID resolvers make of it. Whether that is right, the test decides.
import { readFileSync } from 'node:fs';
import { TypedDataEncoder, Wallet, decodeBase58, toBeHex, verifyTypedData } from 'ethers';
import { hashTypedData, recoverTypedDataAddress } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { Resolver } from 'did-resolver';
import { getResolver as keyResolver } from 'key-did-resolver';
import { getResolver as pkhResolver } from 'pkh-did-resolver';

const orRefused = async (work) => {
  try {
    return (await work()).toLowerCase();
  } catch {
    return 'refused';
  }
};

async function viaEthers({ domain, types, message }, signature, secret) {
  const { EIP712Domain: _, ...own } = types; // ethers derives the domain's type itself
  const wallet = secret ? new Wallet(secret) : undefined;
  return {
    digest: TypedDataEncoder.hash(domain, own, message),
    signer: await orRefused(() => verifyTypedData(domain, own, message, signature)),
    address: wallet?.address.toLowerCase(),
    signature: await wallet?.signTypedData(domain, own, message),
  };
}

async function viaViem(typed, signature, secret) {
  const account = secret ? privateKeyToAccount(secret) : undefined;
  return {
    digest: hashTypedData(typed),
    signer: await orRefused(() => recoverTypedDataAddress({ ...typed, signature })),
    address: account?.address.toLowerCase(),
    signature: await account?.signTypedData(typed),
  };
}

async function viaResolvers({ key, pkh }) {
  const resolver = new Resolver({ ...keyResolver(), ...pkhResolver() });
  const keyDocument = (await resolver.resolve(key)).didDocument;
  const pkhDocument = (await resolver.resolve(pkh)).didDocument;
  return {
    publicKey: toBeHex(decodeBase58(keyDocument.verificationMethod[0].publicKeyBase58), 33),
    account: pkhDocument.verificationMethod[0].blockchainAccountId,
  };
}

const { typed, dids } = JSON.parse(readFileSync(0, 'utf8'));
const answer = { ethers: [], viem: [], dids: [] };
for (const { json, signature, secret } of typed) {
  answer.ethers.push(await viaEthers(json, signature, secret));
  answer.viem.push(await viaViem(json, signature, secret));
}
for (const did of dids) {
  answer.dids.push(await viaResolvers(did));
}
process.stdout.write(JSON.stringify(answer));
