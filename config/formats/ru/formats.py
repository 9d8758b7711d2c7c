"""Russian times with two digits for the hour and without seconds, in forms as in texts: 09:00."""

DATETIME_FORMAT = "j E Y г. H:i"
TIME_FORMAT = "H:i"
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
