"""Days of the calendar: when something comes again, and on which days people work."""
