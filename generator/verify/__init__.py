"""Published PDFs held against their own data: what they carry, what it works out to, what their pages print."""
