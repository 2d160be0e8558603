"""What lies beside the pages: the gate before everything, signing in and out, documents to download, health."""
