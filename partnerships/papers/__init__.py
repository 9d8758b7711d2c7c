"""Papers: what the department prints of its records, from templates that it can change in Word."""
