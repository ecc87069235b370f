"""Drawing and reading paper: the certificate as PDF, its code, its picture, its way to a printer."""
