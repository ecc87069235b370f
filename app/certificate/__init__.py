"""The certificate on paper: drawn as PDF, shown as a picture, printed, and read back."""
