"""Russian times as people write them in a text: 9.30; in forms 09:30 or 9.30."""

DATETIME_FORMAT = "j E Y г., G.i"
MONTH_DAY_FORMAT = "j E"
SHORT_DATETIME_FORMAT = "j E Y г., G.i"
TIME_FORMAT = "G.i"
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
