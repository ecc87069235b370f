// What a check can find, in the same words as app/seal/codes.py.

export class BadSeal extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}
