"""What each paper says: records in, texts out."""
