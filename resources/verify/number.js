// The certificate's id in words: 16 Crockford base32 characters in groups and a check character.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECK_ALPHABET = `${ALPHABET}*~$=U`;

export function certificateNumber(id) {
  const value = id.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let letters = "";
  for (let shift = 75n; shift >= 0n; shift -= 5n) letters += ALPHABET[Number((value >> shift) & 31n)];
  return `${letters.match(/.{4}/g).join(" ")} ${CHECK_ALPHABET[Number(value % 37n)]}`;
}
