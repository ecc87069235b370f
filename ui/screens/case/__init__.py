"""The case, step by step: from arrival to the certificate in hand."""
